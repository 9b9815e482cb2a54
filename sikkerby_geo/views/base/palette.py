"""The one class table: colours, value classes, and how a flag state is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from sikkerby_geo.domain.figures.claims import decimals_of
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.facts.rules import Rule, rule_of
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.figures import value_words

INK = "#17212B"
MUTED = "#55606B"
ACCENT = "#00566B"
CITY_LINE = "#8A949D"
POOLED = "#A986B6"
HAIRLINE = "#D3D8DD"
GAP = "#F3F4F6"
CLASS_COLOURS = ("#FBF1D3", "#E6C67A", "#C49BC6", "#8E5AA0", "#4B2163")
"""From lowest to highest need; lightness falls in each step and the hue turns at the limit."""
BOUND: Final = "bound"
MISSING: Final = "missing"


@dataclass(frozen=True)
class ValueClass:
    """One of the five value classes of a scale, with the words of the legend."""

    index: int
    colour: str
    label: str
    limit_above: bool


@dataclass(frozen=True)
class Scale:
    """The value classes an indicator is drawn in: four inner limits in order of need, and the rule's limit, if any."""

    indicator: Indicator
    edges: tuple[float, ...]
    limit: float | None

    @property
    def worse_high(self) -> bool:
        return self.indicator.worse_high


def scale_of(indicator: Indicator, rule: Rule | None = None) -> Scale:
    """The classes of an indicator under a rule, or under its leading one; the rule's own where it has any."""
    rule = rule or rule_of(indicator.indicator_id)
    if rule is None:
        return Scale(indicator, indicator.classes, None)
    return Scale(indicator, rule.classes or indicator.classes, rule.limit)


def class_index(scale: Scale, value: float) -> int:
    """Class 0 (lowest need) to 4 of a value; half-open on the side the rule makes strict."""
    if scale.worse_high:
        return sum(value > limit for limit in scale.edges)
    return sum(value < limit for limit in scale.edges)


def classes(scale: Scale) -> tuple[ValueClass, ...]:
    """The five classes of a scale in order of need, the limit being the top of the third."""
    edges, unit = scale.edges, scale.indicator.unit
    words = [value_words(edge, unit, decimals_of(edge)) for edge in edges]
    if scale.worse_high:
        labels = [t("class.from_zero", high=words[0])]
        labels += [t("class.over_to", low=_edge(low), high=high) for low, high in zip(edges, words[1:], strict=False)]
        labels.append(t("class.over", low=words[-1]))
    else:
        labels = [t("class.at_least", low=words[0])]
        labels += [t("class.to_under", low=_edge(low), high=high) for high, low in zip(words, edges[1:], strict=False)]
        labels.append(t("class.under", high=words[-1]))
    at_limit = edges.index(scale.limit) + 1 if scale.limit in edges else -1
    return tuple(
        ValueClass(index, colour, label, index == at_limit)
        for index, (colour, label) in enumerate(zip(CLASS_COLOURS, labels, strict=True))
    )


def _edge(value: float) -> str:
    return number(value, decimals_of(value))


Hatch = Literal["", "sparse", "dense"]
Ink = Literal["ink", "white"]
Outline = Literal["plain", "over_sure", "over_unsure", "under_unsure"]


@dataclass(frozen=True)
class Look:
    """How an area is drawn: fill (a colour, ``bound`` or ``missing``), hatch, hatch ink and outline."""

    fill: str
    hatch: Hatch = ""
    hatch_ink: Ink = "ink"
    outline: Outline = "plain"

    @property
    def css_class(self) -> str:
        """Name of the rule in ``marks_css`` that pictures this look."""
        fill = f"c{CLASS_COLOURS.index(self.fill)}" if self.fill in CLASS_COLOURS else self.fill
        return "-".join(filter(None, ("sw", fill, self.hatch, self.outline)))


_HATCH: Mapping[FlagState, Hatch] = {
    FlagState.FLAGGED_SURE: "dense",
    FlagState.FLAGGED_UNSURE: "sparse",
    FlagState.FLAGGED_BOUND: "dense",
}
_OUTLINE: Mapping[FlagState, Outline] = {
    FlagState.FLAGGED_SURE: "over_sure",
    FlagState.FLAGGED_BOUND: "over_sure",
    FlagState.FLAGGED_UNSURE: "over_unsure",
    FlagState.CLEAR_UNSURE: "under_unsure",
}


def look_of(class_of_value: int | None, state: FlagState, bounded: bool) -> Look:
    """The look of an area: its value's colour, with the flag as pattern and outline on top."""
    if class_of_value is None:
        fill = BOUND if bounded else MISSING
        ink: Ink = "ink"
    else:
        fill = CLASS_COLOURS[class_of_value]
        ink = "white" if class_of_value >= 3 else "ink"
    return Look(fill, _HATCH.get(state, ""), ink, _OUTLINE.get(state, "plain"))
