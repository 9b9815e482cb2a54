"""What the page Udvikling compares: which places on one scale, which two years, and which changes are real."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Change, Verdict
from sikkerby_geo.domain.geography.neighbours import neighbours
from sikkerby_geo.domain.goals.newest import answered_years
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.clear_words import clear_column, clear_condition
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.measured import Cell
from sikkerby_geo.views.base.palette import Look
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.base.workbook import book_of
from sikkerby_geo.views.charts.change_numbers import change_numbers
from sikkerby_geo.views.charts.change_rows import change_row
from sikkerby_geo.views.charts.level_trend import changes_between
from sikkerby_geo.views.charts.sentences import between_certainty, between_title, changes_of
from sikkerby_geo.views.charts.trend import MOST_PLACES
from sikkerby_geo.views.map.legend import Entry as LegendEntry
from sikkerby_geo.views.map.legend import legend

NOBODY = "ingen"
"""In the address: no place chosen, the city alone."""


@dataclass(frozen=True)
class Places:
    """The places named in an address, in its order, and the names that had to be set aside."""

    found: tuple[Place, ...]
    unknown: tuple[str, ...] = ()
    surplus: bool = False


def places_named(atlas: Atlas, level: Level, named: str) -> Places:
    """The places of a comma list of ids; one of another level stands for its counterpart at this one."""
    found: list[Place] = []
    unknown: list[str] = []
    for place_id in filter(None, named.split(",")):
        place = atlas.places.get(place_id)
        if place is None and place_id != NOBODY:
            unknown.append(place_id)
        elif place is not None:
            found.append(place if place.level is level else atlas.places.around(place, level))
    each = tuple(dict.fromkeys(found))
    return Places(each[:MOST_PLACES], tuple(unknown), len(each) > MOST_PLACES)


def default_places(atlas: Atlas, choice: Choice) -> tuple[Place, ...]:
    """The chosen place alone, beside the city that is always there; without a chosen place the two of highest need."""
    chosen = choice.place(atlas)
    return (chosen,) if chosen else tuple(by_need(atlas, choice)[:2])


def neighbours_to_add(atlas: Atlas, choice: Choice, shown: Sequence[Place]) -> tuple[Place, ...]:
    """The neighbours of the chosen place that are not on the scale yet; none where the scale is full."""
    chosen = choice.place(atlas)
    if chosen is None or len(shown) >= MOST_PLACES:
        return ()
    return tuple(place for place in neighbours(atlas, chosen) if place not in shown)


def by_need(atlas: Atlas, choice: Choice) -> list[Place]:
    """The places with a figure in the chosen year, or in the nearest year with any, highest need first."""
    places = atlas.places.at(choice.level)
    for year in sorted(atlas.years, key=lambda year: (abs(year - choice.year), -year)):
        found = [(place, atlas.observation(choice.indicator_id, place.place_id, year).figure) for place in places]
        known = [(place, figure.value) for place, figure in found if figure is not None]
        if known:
            sign = -1 if choice.indicator.worse_high else 1
            return [place for place, _ in sorted(known, key=lambda pair: sign * pair[1])]
    return []


def testable(atlas: Atlas, choice: Choice, one: int, other: int) -> int:
    """For how many places of the level the change between two years can be tested."""
    if one == other or not choice.indicator.comparable(one, other):
        return 0
    changes = changes_between(atlas, replace(choice, year=one), other)
    return sum(change.verdict is not Verdict.NOT_TESTABLE for change in changes.values())


def default_other_year(atlas: Atlas, choice: Choice) -> int:
    """The nearest earlier year to compare with, else the nearest later one, else the nearest with any answer.

    Where the indicator has no other year, the one next to the chosen.
    """
    known = answered_years(atlas, choice.indicator_id, choice.level)
    rest = [year for year in known if year != choice.year] or [year for year in atlas.years if year != choice.year]
    others = sorted(rest, key=lambda year: abs(year - choice.year))
    for earlier in (True, False):
        for year in others:
            if (year < choice.year) is earlier and testable(atlas, choice, choice.year, year):
                return year
    return others[0] if others else choice.year


def newest_pair(atlas: Atlas, choice: Choice) -> tuple[int, int] | None:
    """The newest two years (earlier, later) between which any change can be tested."""
    for later in reversed(atlas.years):
        for earlier in reversed([year for year in atlas.years if year < later]):
            if testable(atlas, choice, later, earlier):
                return earlier, later
    return None


def says(atlas: Atlas, choice: Choice, other_year: int) -> Headline:
    """What happened between the two years: the clear changes, and how sure the rest is."""
    before, after = sorted((choice.year, other_year))
    changes = changes_between(atlas, choice, other_year)
    verdicts = {place.name: change.verdict for place, change in changes.items()}
    noun = t(f"level.{choice.level}.many")
    certainty = [between_certainty(choice.indicator_id, verdicts)]
    if not choice.indicator.comparable(before, after):
        certainty.append(t("udvikling.across_break"))
    certainty += figures.cautions(
        (place.name, cell) for place, change in changes.items() for cell in (change.before, change.after)
    )
    return Headline(
        between_title(choice.indicator_id, before, after, verdicts, noun),
        " ".join(filter(None, (*certainty, clear_condition(atlas)))),
    )


@dataclass(frozen=True)
class TwinLegend:
    """One legend for two maps: (look, words, count in each year), the limit's place and words, and its titles."""

    title: str
    years: tuple[int, int]
    values: tuple[tuple[LegendEntry, int | None, int | None], ...]
    limit: str
    states_title: str
    states: tuple[tuple[Look | None, str, int, int], ...]


def twin_legend(atlas: Atlas, choice: Choice, years: tuple[int, int]) -> TwinLegend:
    """The legend of the choice with the counts of both years; the classes are fixed over all years."""
    first, second = (legend(atlas, replace(choice, year=year)) for year in years)
    before, after = ({entry.label: entry.count or 0 for entry in each.states} for each in (first, second))
    states = first.states or second.states
    return TwinLegend(
        title=t(f"indicator.{choice.indicator_id}.name"),
        years=years,
        values=tuple((a, a.count, b.count) for a, b in zip(first.values, second.values, strict=True)),
        limit=first.limit,
        states_title=(first if first.states else second).states_title,
        states=tuple((one.look, one.label, before.get(one.label, 0), after.get(one.label, 0)) for one in states),
    )


def map_lines(atlas: Atlas, choice: Choice, years: tuple[int, int]) -> list[str]:
    """The lines under the two maps: the sources of each year's figures, and the map's attribution."""
    lines = []
    for year in years:
        cells = [
            atlas.observation(choice.indicator_id, place.place_id, year) for place in atlas.places.at(choice.level)
        ]
        used = {source for cell in cells for source in cell.sources}
        ordered = sorted(used, key=lambda source: (source.trust, source.source_id))
        if ordered:
            lines.append(f"{year}. {t('chart.source', sources=figures.titles(ordered))}")
    if choice.level is not Level.SURVEY_AREA:
        lines.append(t("legend.computed"))
    return [*lines, t("source_line.map")]


def all_changes(atlas: Atlas, choice: Choice) -> list[tuple[Place, Change]]:
    """Every change from figure to figure in every place of the level: clear ones first, newest first in each half."""
    found = [
        (place, change)
        for place in atlas.places.at(choice.level)
        for change in changes_of(atlas, choice.indicator_id, place, atlas.years)
    ]
    return sorted(found, key=lambda pair: (pair[1].verdict not in CLEAR, -pair[1].after.year, -pair[1].before.year))


@dataclass(frozen=True)
class RealChanges:
    """The changes of a measure at a level: a sentence, the sure ones, the others, and all as rows of numbers."""

    title: str
    sure: Sheet | None
    rest: Sheet | None
    numbers: tuple[Mapping[str, Cell], ...]

    @property
    def csv(self) -> bytes:
        """All changes for a Danish spreadsheet, every number in a column of its own; empty without any."""
        return csv_bytes(self.numbers) if self.numbers else b""

    @property
    def xlsx(self) -> bytes:
        """The same rows as a workbook."""
        return book_of(((t("udvikling.changes_sheet"), self.numbers),), (self.title, t("udvikling.changes_second")))


def real_changes(atlas: Atlas, choice: Choice) -> RealChanges:
    """Which changes are real: each from one figure to the next, with who judged it and what could have been seen."""
    found = all_changes(atlas, choice)
    sure = [pair for pair in found if pair[1].verdict in CLEAR]
    rest = [pair for pair in found if pair[1].verdict not in CLEAR]
    measure = t(f"indicator.{choice.indicator_id}.inline")
    key = "none_at_all" if not found else "none_sure" if not sure else "all_sure" if not rest else "some_sure"
    title = t(f"udvikling.changes_{key}", sure=len(sure), count=len(found), measure=measure)
    name = f"aendringer-{choice.indicator.address}-{choice.level}"
    return RealChanges(
        title=title,
        sure=_sheet(name, t("udvikling.sure_caption"), sure),
        rest=_sheet(f"{name}-rest", t("udvikling.rest_caption"), rest),
        numbers=tuple({**change_numbers(change, place), **clear_column(atlas)} for place, change in found),
    )


def _sheet(sheet_id: str, caption: str, found: Sequence[tuple[Place, Change]]) -> Sheet | None:
    rows: list[Mapping[str, object]] = [change_row(change, place) for place, change in found]
    if not rows:
        return None
    columns = tuple(Column(name, name) for name in rows[0])
    return Sheet(sheet_id, caption, columns, tuple({key: Entry(str(row[key])) for key in row} for row in rows))
