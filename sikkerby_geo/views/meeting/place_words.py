"""The words of the map's slide: on which side of the limit each area lies, and how clear that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice


@dataclass(frozen=True)
class Found:
    """One area's cell and how it is judged."""

    area: Place
    cell: Observation
    flag: Flag

    @property
    def named(self) -> str:
        """The name, with the figure where one is known that does not contradict the flag."""
        shown = self.cell.figure is not None and not self.flag.disputed
        words = t("slide.named", name=self.area.name, figure=figures.short(self.cell)) if shown else self.area.name
        return tight(words)


def found_in(atlas: Atlas, area: Place, indicator_id: str, rule: Rule | None, year: int) -> Found:
    flag = atlas.flag(rule, area.place_id, year) if rule else Flag(FlagState.NO_FIGURE)
    return Found(area, atlas.observation(indicator_id, area.place_id, year), flag)


def place_title(here: list[Found], choice: Choice) -> str:
    """On which side of the limit each area lay that year; without a rule, the figures alone."""
    measure, year = t(f"indicator.{choice.indicator_id}.inline"), choice.year
    decided = [found for found in here if found.flag.state.flagged is not None]
    if choice.rule is None or not decided:
        known = [found for found in here if figures.short(found.cell)]
        if not known:
            return t(
                "slide.place_none", names=names(tight(found.area.name) for found in here), measure=measure, year=year
            )
        told = names(tight(t("slide.has", name=found.area.name, figure=_told(found.cell))) for found in known)
        return t("slide.place_plain", year=year, names=told, measure=measure)
    side = t(f"rule.{choice.rule_id}.flagged")
    flagged = [found.named for found in decided if found.flag.state.flagged]
    clear = [found.named for found in decided if not found.flag.state.flagged]
    if flagged:
        key = "place_both" if clear else "place_flagged"
        title = t(f"slide.{key}", year=year, side=side, flagged=names(flagged), clear=names(clear))
    else:
        title = _clear_title(decided, choice, choice.rule)
    open_ = [tight(found.area.name) for found in here if found not in decided]
    return title + t("slide.place_open", names=names(open_)) if open_ else title


def _clear_title(decided: list[Found], choice: Choice, rule: Rule) -> str:
    """The figures said straight where no area is on the side the rule points at; a bound alone is told as one."""
    if any(found.cell.figure is None or found.flag.disputed for found in decided):
        clear, side = names(found.named for found in decided), t(f"rule.{rule.rule_id}.clear")
        return t("slide.place_clear", year=choice.year, clear=clear, other_side=side)
    told = [(found.area.name, figures.short(found.cell)) for found in decided]
    return feeling_words(choice.indicator_id, told, choice.year)


def _told(cell: Observation) -> str:
    """The figure, or its bound in words."""
    if cell.figure is None and cell.flag_range is not None:
        return figures.range_words(cell.flag_range)
    return figures.short(cell)


def place_certainty(here: list[Found], rule: Rule | None) -> str:
    """How sure the title is, area by area where they differ."""
    if rule is None:
        return t("slide.unjudged")
    by_words: dict[str, list[str]] = {}
    for found in here:
        by_words.setdefault(_sureness(found), []).append(found.area.name)
    if len(by_words) == 1:
        return t(f"slide.{next(iter(by_words))}")
    return " ".join(
        t("slide.sure_for", names=names(who), words=t(f"slide.short_{word}")) for word, who in by_words.items()
    )


def _sureness(found: Found) -> str:
    """The name of the words: sure, unsure, only a bound known, or open."""
    state = found.flag.state
    if state.flagged is None:
        return "open"
    if state.bound_only:
        return "bound"
    return "unsure" if state.unsure else "sure"


def feeling_words(indicator_id: str, told: Sequence[tuple[str, str]], year: int) -> str:
    """What is felt in each of the areas (name, figure) in one year."""
    (name, figure), *others = told
    said = [tight(t(f"slide.feel.{indicator_id}", name=name, figure=figure))]
    said += [tight(t("slide.also", name=other, figure=shown)) for other, shown in others]
    return t("slide.place_told", told=names(said), year=year)
