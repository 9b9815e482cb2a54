"""What a tap on the map answers on a phone: one place in plain words, with what must be said of its figure."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Caveat, Figure, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import Kind
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.map_page.place import note_words

REPORTED = (Kind.COUNT, Kind.RATE)


@dataclass(frozen=True)
class Tapped:
    """The answer to a tap: the figure in a sentence, sentences about it, what it is about, and how sure it is."""

    place: Place
    says: str
    further: tuple[str, ...]
    about: str
    note: str


def tapped(atlas: Atlas, choice: Choice, place: Place) -> Tapped:
    """The answer for a place under a choice; where there is no figure it says why."""
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    city = atlas.observation(choice.indicator_id, CITY.place_id, choice.year)
    further = [_limit(atlas, choice, place, cell)]
    if cell.figure is not None and city.figure is not None:
        further.insert(0, t("tapped.city", figure=_plain(city, city.figure)))
    if cell.figure is not None and cell.figure.doubted:
        further.append(t("tapped.doubted"))
    if Caveat.UNPUBLISHED in cell.caveats:
        further.append(t("tapped.unpublished"))
    if Caveat.VISITORS in cell.caveats:
        further.append(t("crime.visitors"))
    return Tapped(
        place=place,
        says=_says(atlas, cell, place),
        further=tuple(filter(None, further)),
        about=_about(cell),
        note=_note(atlas, cell, choice, place),
    )


def _plain(cell: Observation, figure: Figure) -> str:
    """A share of people as how many of 100 (79), any other figure in its unit."""
    return number(figure.value, figure.decimals) if cell.indicator.surveyed else figures.short(cell)


def _says(atlas: Atlas, cell: Observation, place: Place) -> str:
    named = {"name": place.name, "year": cell.year, "measure": t(f"indicator.{cell.indicator_id}.inline")}
    if cell.figure is None:
        return t("tapped.missing", reason=figures.missing(cell, atlas), **named)
    form = "feels" if cell.indicator.surveyed else "figure"
    return t(f"tapped.{form}", figure=_plain(cell, cell.figure), **named)


def _limit(atlas: Atlas, choice: Choice, place: Place, cell: Observation) -> str:
    """On which side of the rule's limit the place lies, and whether that is clear; empty where no rule can say."""
    if choice.rule is None:
        return ""
    flag = atlas.flag(choice.rule, place.place_id, choice.year)
    if flag.state is FlagState.NO_FIGURE:
        return ""
    on_it = cell.figure is not None and cell.figure.value == choice.rule.limit and not flag.disputed
    return _side(choice.rule, "at_limit" if on_it else flag.state.value)


def _side(rule: Rule, state: str) -> str:
    return t(f"tapped.{rule.comparison}.{state}", limit=number(rule.limit))


def _about(cell: Observation) -> str:
    """What a figure or its bound is about; nothing where nothing is known."""
    if cell.figure is None and cell.flag_range is None:
        return ""
    if cell.indicator.surveyed:
        return t("tapped.about_feeling")
    return t("tapped.about_reports") if cell.indicator.kind in REPORTED else ""


def _note(atlas: Atlas, cell: Observation, choice: Choice, place: Place) -> str:
    """The figure in full with its caveats, what its source says of it, and the source."""
    if not cell.sources:
        return ""
    flag = atlas.flag(choice.rule, place.place_id, choice.year) if choice.rule else None
    parts = [f"{figures.full(cell)}."] if figures.full(cell) else []
    parts += filter(None, [note_words(cell, flag, choice), t("source_line.text", sources=figures.titles(cell.sources))])
    return " ".join(parts)
