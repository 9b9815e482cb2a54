"""The counted tables: each quarter beside the same quarter the year before, with sentence, source and mark."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.reports.comparing import Movement, same_period_before
from sikkerby_geo.domain.reports.counted import CountedFigure, CountedRow, CountedTables
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import CITY_ID, Level, Place
from sikkerby_geo.facts.counted import COUNTED, HIDDEN, Circle, CountedSeries
from sikkerby_geo.text import names, number, percent, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.counted_words import row_name, series_name
from sikkerby_geo.views.base.report_words import before_words, count_words, movement_words, period_words
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.base.workbook import Value

MOST_ROWS = 30
"""A longer table is folded on the screen."""
MOST_NAMES = 5
_MOVED = (Movement.MORE, Movement.FEWER, Movement.MAYBE_MORE, Movement.MAYBE_FEWER)


@dataclass(frozen=True)
class CountedAnswer:
    """One table of one quarter: its rows at a level, or those of one place and the city."""

    atlas: Atlas
    tables: CountedTables
    series: CountedSeries
    period: str
    level: Level
    place_id: str | None = None

    @cached_property
    def rows(self) -> tuple[CountedRow, ...]:
        return self.tables.rows(self.series, self.period, self._places)

    @cached_property
    def _places(self) -> tuple[str, ...]:
        """The city, and the places that are asked for; where it has none of them, those of the first level it has."""
        asked = (self.place_id,) if self.place_id in self.atlas.places else self._at(self.level)
        for places in (asked, *map(self._at, Level)):
            there = tuple(one for one in places if one and self.tables.of_place(self.series, self.period, one))
            if there:
                return (CITY_ID, *there)
        return (CITY_ID,)

    def _at(self, level: Level) -> tuple[str, ...]:
        return tuple(place.place_id for place in self.atlas.places.at(level))

    @property
    def elsewhere(self) -> bool:
        """Whether it shows other places than are asked for."""
        asked = {self.place_id} if self.place_id in self.atlas.places else {*self._at(self.level)}
        return len(self._places) > 1 and not asked.intersection(self._places)

    @property
    def name(self) -> str:
        return series_name(self.series.series_id)

    @property
    def placed(self) -> bool:
        """Whether its rows are of more than the whole city."""
        return any(row.cell.where != CITY_ID for row in self.rows)

    @property
    def unpublished(self) -> bool:
        return any(row.unpublished for row in self.rows)

    @property
    def caption(self) -> str:
        said = t("counted.caption", table=self.name, period=period_words(self.period))
        return t("reports.table.marked", caption=said, mark=t("figure.unpublished")) if self.unpublished else said


def in_place(atlas: Atlas, place: Place) -> tuple[CountedAnswer, ...]:
    """The tables of the quiet of areas with a number of a place, each for the newest quarter that has one."""
    tables = CountedTables(atlas)
    newest = {one: tables.newest(one, place.place_id) for one in COUNTED if one.circle is Circle.UNREST}
    return tuple(
        CountedAnswer(atlas, tables, one, period, place.level, place.place_id)
        for one, period in newest.items()
        if period
    )


def where_name(answer: CountedAnswer, row: CountedRow) -> str:
    """The place of a row by name."""
    place = answer.atlas.places.get(row.cell.where)
    return place.name if place else CITY.name


def row_words(answer: CountedAnswer, row: CountedRow) -> str:
    """What a row counts, for a sentence."""
    category = row_name(answer.series.series_id, row.cell.category) if answer.series.has_rows else ""
    place = where_name(answer, row) if answer.placed or not answer.series.has_rows else ""
    return ": ".join(filter(None, (place, category)))


def told_words(answer: CountedAnswer, figure: CountedFigure | None, period: str) -> str:
    """A number as it stands, what may be known of it, its word, or why there is none.

    A row a file names itself that is not in a delivered quarter is not named: it was small, or not on the list.
    """
    if figure is None:
        named = answer.series.named and answer.tables.has(answer.series, period)
        return t("counted.not_named") if named else count_words(None)
    told = count_words(figure.count) if figure.count is not None else ""
    if figure.count is None and figure.why:
        told = t(f"missing_short.{figure.why}")
    return " · ".join(filter(None, (told, figure.grade)))


def why_words(figure: CountedFigure | None) -> str:
    """Why a number is not told; empty where it is."""
    return t("hidden.reason") if figure is not None and figure.why == HIDDEN else ""


def moved_words(row: CountedRow) -> str:
    """What a quarter says beside the year before: of numbers how clearly, of words whether they are others."""
    counted = row.now is not None and row.now.count is not None
    if not counted and row.now and row.before and row.now.grade and row.before.grade:
        return t("counted.grade_same") if row.now.grade == row.before.grade else t("counted.grade_other")
    return movement_words(row.compared)


def sentences(answer: CountedAnswer) -> tuple[str, ...]:
    """What a table says: what its goal says, and which rows moved how clearly."""
    told = [row for row in answer.rows if row.now is not None]
    if all(row.now is not None and row.now.why == HIDDEN for row in told):
        return (t("counted.all_hidden"),)
    return (*_target(answer), *_moved(answer))


def _unnamed(answer: CountedAnswer) -> bool:
    """Whether a row stands in one of the two quarters and not in the other, though that has been delivered."""
    then = same_period_before(answer.period)
    both = answer.tables.has(answer.series, then)
    return answer.series.named and both and any(row.now is None or row.before is None for row in answer.rows)


def notes(answer: CountedAnswer) -> tuple[str, ...]:
    """What must be known to read a table: how it was tested, that numbers are hidden, and what its levels are."""
    tested = answer.tables.tested(answer.series, answer.period)
    share = percent(100 * thresholds.FALSE_DISCOVERY.value)
    said = [t("counted.other_places")] if answer.elsewhere else []
    said += [t("counted.tested", count=tested, share=share)] if tested else []
    if any(one is not None and one.why == HIDDEN for row in answer.rows for one in (row.now, row.before)):
        said.append(t("reports.note.short"))
    if _unnamed(answer):
        said.append(t("counted.not_named_note", small=number(thresholds.SMALL_COUNT.value)))
    if answer.series.series_id == SSP:
        said.append(t("counted.levels"))
    return tuple(said)


SSP = next(one.series_id for one in COUNTED if one.circle is Circle.UNREST and one.categories)
"""The table whose rows are levels with meanings of their own."""


def _target(answer: CountedAnswer) -> list[str]:
    target = answer.series.target
    city = next((row for row in answer.rows if row.cell.where == CITY_ID and row.now is not None), None)
    if target is None or city is None or city.now is None or city.now.count is None:
        return []
    reached = city.now.count.over(target)
    words = {True: "missed", False: "reached", None: "open"}[reached]
    return [t(f"counted.target.{words}", target=number(target), count=count_words(city.now.count))]


def _moved(answer: CountedAnswer) -> list[str]:
    then = before_words(answer.period)
    if not any(row.compared.p == row.compared.p for row in answer.rows):
        return [t("reports.certainty.untested", then=then)]
    said = []
    for movement in _MOVED:
        there = [row_words(answer, row) for row in answer.rows if row.compared.movement is movement]
        if there:
            said.append(t(f"counted.moved.{movement}", then=then, names=names(there, most=MOST_NAMES)))
    return said or [t("counted.moved.none", then=then)]


def source_lines(answer: CountedAnswer) -> tuple[str, ...]:
    """Who counted the numbers, with the mark of those nobody has published."""
    ids = dict.fromkeys(one.source_id for row in answer.rows for one in (row.now, row.before) if one is not None)
    return (t("figure.source", sources=figures.titles([answer.atlas.sources[one] for one in ids])),)


def counted_sheet(answer: CountedAnswer) -> Sheet:
    """The table on screen."""
    heads = _heads(answer)
    forms = {"now": "number", "before": "number"}
    columns = tuple(Column(name, label, forms.get(name, "text")) for name, label in heads.items())
    rows = tuple({name: _entry(answer, row, name) for name in heads} for row in answer.rows)
    return Sheet(f"optalt-{answer.series.series_id}", answer.caption, columns, rows, csv_rows=counted_rows(answer))


def _heads(answer: CountedAnswer) -> dict[str, str]:
    heads = {}
    if answer.series.has_rows:
        heads["what"] = t(f"counted.head.{answer.series.series_id}")
    if answer.placed or not answer.series.has_rows:
        heads["place"] = t("reports.column.place")
    words = {"now": period_words(answer.period), "before": before_words(answer.period)}
    return {**heads, **words, "moved": t("reports.column.moved")}


def _entry(answer: CountedAnswer, row: CountedRow, name: str) -> Entry:
    figure = {"now": row.now, "before": row.before}.get(name)
    if name in ("now", "before"):
        period = answer.period if name == "now" else same_period_before(answer.period)
        return Entry(told_words(answer, figure, period), why_words(figure))
    if name == "what":
        return Entry(row_name(answer.series.series_id, row.cell.category))
    return Entry(where_name(answer, row) if name == "place" else moved_words(row))


def counted_rows(answer: CountedAnswer) -> tuple[dict[str, Value], ...]:
    """The rows for a spreadsheet: numbers, ranges and reasons, source and mark."""
    return tuple(
        {
            "tabel": answer.name,
            "kvartal": answer.period,
            "id": row.cell.where,
            "sted": where_name(answer, row),
            "raekke": row_name(answer.series.series_id, row.cell.category) if answer.series.has_rows else "",
            **_told("antal", row.now),
            **_told("aaret_foer", row.before),
            "aendring": moved_words(row),
            "p": _finite(row.compared.p),
            "q": _finite(row.compared.q),
            "kilde": _source(answer, row),
            "forbehold": t("figure.unpublished") if row.unpublished else "",
        }
        for row in answer.rows
    )


def _source(answer: CountedAnswer, row: CountedRow) -> str:
    figure = row.now or row.before
    return answer.atlas.sources[figure.source_id].title if figure else ""


def _told(name: str, figure: CountedFigure | None) -> dict[str, Value]:
    count = figure.count if figure else None
    return {
        name: count.exact if count else None,
        f"{name}_mindst": count.low if count else None,
        f"{name}_hoejst": count.high if count else None,
        f"{name}_vurdering": figure.grade if figure else "",
        f"{name}_skjult": why_words(figure),
    }


def _finite(value: float) -> float | None:
    return round(value, 4) if value == value else None


def missing_prose(series: Iterable[CountedSeries], tables: CountedTables, period: str) -> Prose:
    """The tables that nobody has delivered, each with who has it, and those that only this quarter lacks."""
    there = set(tables.delivered)
    terms = []
    for one in series:
        key = "counted.not_quarter" if one in there else f"counted.missing.{one.circle}"
        terms.append((series_name(one.series_id), t(key, period=period_words(period))))
    return Prose(terms=tuple(terms))
