"""The one class table: colours, value classes, and how a flag state is drawn."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from sikkerby_geo.domain.flags import FlagState
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.text import number, percent, t

INK = "#17212B"
MUTED = "#55606B"
ACCENT = "#00566B"
CITY_LINE = "#8A949D"
HAIRLINE = "#D3D8DD"
GAP = "#F3F4F6"
CLASS_COLOURS = ("#FBF1D3", "#E6C67A", "#C49BC6", "#8E5AA0", "#4B2163")
"""From lowest to highest need; lightness falls in each step and the hue turns at the limit."""
BOUND = "bound"
MISSING = "missing"


@dataclass(frozen=True)
class ValueClass:
    """One of the five value classes of a measure, with the words of the legend."""

    index: int
    colour: str
    label: str
    limit_above: bool


def class_index(measure: Indicator, percent_value: float) -> int:
    """Class 0 (lowest need) to 4 of a share; half-open on the side the rule makes strict."""
    if measure.worse_high:
        return sum(percent_value > limit for limit in measure.classes)
    return sum(percent_value < limit for limit in measure.classes)


def classes(measure: Indicator) -> tuple[ValueClass, ...]:
    """The five classes of a measure in order of need, the limit being the top of the third."""
    edges = measure.classes
    if measure.worse_high:
        labels = [t("class.from_zero", high=percent(edges[0]))]
        labels += [t("class.over_to", low=number(low), high=percent(high)) for low, high in itertools.pairwise(edges)]
        labels.append(t("class.over", low=percent(edges[-1])))
    else:
        labels = [t("class.at_least", low=percent(edges[0]))]
        labels += [t("class.to_under", low=number(low), high=percent(high)) for high, low in itertools.pairwise(edges)]
        labels.append(t("class.under", high=percent(edges[-1])))
    at_limit = measure.classes.index(measure.class_limit) + 1 if measure.class_limit in measure.classes else -1
    return tuple(
        ValueClass(index, colour, label, index == at_limit)
        for index, (colour, label) in enumerate(zip(CLASS_COLOURS, labels, strict=True))
    )


@dataclass(frozen=True)
class Look:
    """How an area is drawn: fill (a colour, ``bound`` or ``missing``), hatch, hatch ink and outline."""

    fill: str
    hatch: str = ""
    hatch_ink: str = "ink"
    outline: str = "plain"

    @property
    def css_class(self) -> str:
        """Name of the rule in ``marks_css`` that pictures this look."""
        fill = f"c{CLASS_COLOURS.index(self.fill)}" if self.fill in CLASS_COLOURS else self.fill
        return "-".join(filter(None, ("sw", fill, self.hatch, self.outline)))


_HATCH = {
    FlagState.FLAGGED_SURE: "dense",
    FlagState.FLAGGED_UNSURE: "sparse",
    FlagState.FLAGGED_BOUND: "dense",
}
_OUTLINE = {
    FlagState.FLAGGED_SURE: "over_sure",
    FlagState.FLAGGED_BOUND: "over_sure",
    FlagState.FLAGGED_UNSURE: "over_unsure",
    FlagState.CLEAR_UNSURE: "under_unsure",
}


def look_of(class_of_value: int | None, state: FlagState, bounded: bool) -> Look:
    """The look of an area: its value's colour, with the flag as pattern and outline on top."""
    if class_of_value is None:
        fill = BOUND if bounded else MISSING
        ink = "ink"
    else:
        fill = CLASS_COLOURS[class_of_value]
        ink = "white" if class_of_value >= 3 else "ink"
    return Look(fill, _HATCH.get(state, ""), ink, _OUTLINE.get(state, "plain"))
