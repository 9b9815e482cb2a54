"""One table: every place by every measure, the newest figure of each, held against the city, with its clear changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.beside_city import Beside, Side, beside_city
from sikkerby_geo.domain.figures.changes import CLEAR, Change
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.domain.figures.yardstick import Standing, yardstick
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import INDICATOR, MAIN_SERIES, SURVEY_INDICATORS, Indicator
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.thresholds import CRIME_DISTANCE
from sikkerby_geo.text import names, number, percent, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import verdict_words

_STANDING = {Standing.MORE: Side.HIGHER, Standing.LEVEL: Side.LEVEL, Standing.FEWER: Side.LOWER}


@dataclass(frozen=True)
class Cell:
    """The newest of one measure in one place: ``figure`` or, where nothing is known, only ``missing``.

    ``year`` stands where it is another than the column's; ``side`` is how it lies beside the city, in ``words`` and as
    a ``sign``; ``tone`` is worse or better where that is clear. ``change`` is the clear change with its ``arrow``,
    ``moved`` any change there is, ``held_to`` the figure of the same year it was held against.
    """

    known: Observation
    figure: str
    year: str
    side: Side
    sign: str
    words: str
    tone: str
    arrow: str
    change: str
    notes: tuple[str, ...]
    missing: str
    moved: Change | None
    held_to: float | None


@dataclass(frozen=True)
class Measure:
    """A column: its measure, the year most places have their newest figure in, and what they are held against."""

    indicator: Indicator
    name: str
    year: int | None
    beside: str
    note: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Compared:
    """The table: the places of a level by the measures, newest first, with what it says in a sentence."""

    level: Level
    title: str
    says: str
    how: tuple[str, ...]
    caption: str
    places: tuple[Place, ...]
    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]

    @property
    def rows(self) -> tuple[tuple[Place, tuple[Cell, ...]], ...]:
        """Each place with its cells, in the order of the measures."""
        return tuple(
            (place, tuple(measure.cells[number] for measure in self.measures))
            for number, place in enumerate(self.places)
        )


def compared(atlas: Atlas, level: Level) -> Compared:
    """The newest figure of every measure in every place of a level, held against the city in that figure's year."""
    places = atlas.places.at(level)
    surveyed = [_measure(atlas, one, places, level) for one in SURVEY_INDICATORS]
    newest_first = sorted(surveyed, key=lambda measure: -(measure.year or 0))
    crime = [_measure(atlas, INDICATOR[one], places, level) for one in _series_known(atlas, places)]
    measures = (*newest_first, *crime)
    noun = t(f"level.{level}.many")
    cells = [cell for measure in measures for cell in measure.cells]
    return Compared(
        level=level,
        title=t("compared.title", noun=noun),
        says=_says(places, measures),
        how=(t("compared.how"), t("compared.crime_how", distance=percent(100 * CRIME_DISTANCE.value))),
        caption=t("compared.caption", Noun=noun[:1].upper() + noun[1:]),
        places=places,
        measures=measures,
        sources=tuple(dict.fromkeys(source for cell in cells for source in cell.known.sources)),
    )


def _series_known(atlas: Atlas, places: Sequence[Place]) -> list[str]:
    """The broadest series of reported crime that is known of any of the places; empty where none is."""
    known = [one for one in MAIN_SERIES if any(atlas.newest(one, place.place_id) for place in places)]
    return known[:1]


def newest_known(atlas: Atlas, indicator_id: str, place_id: str) -> Observation:
    """The newest year a figure or a bound is known of, since the last break; else why nothing is known there."""
    indicator = INDICATOR[indicator_id]
    years = [year for year in (*atlas.years,) if indicator.comparable(year, atlas.years[-1])]
    cells = [atlas.observation(indicator_id, place_id, year) for year in reversed(years)]
    return next((cell for cell in cells if cell.figure is not None or cell.flag_range is not None), cells[0])


def _measure(atlas: Atlas, indicator: Indicator, places: Sequence[Place], level: Level) -> Measure:
    newest = [newest_known(atlas, indicator.indicator_id, place.place_id) for place in places]
    known = [cell for cell in newest if figures.short(cell)]
    years = Counter(cell.year for cell in known)
    head = max(years, key=lambda year: (years[year], year), default=None)
    figured = [cell for cell in known if cell.figure is not None]
    transcript = bool(figured) and all(Caveat.TRANSCRIPT in cell.caveats for cell in figured)
    told = frozenset({Caveat.TRANSCRIPT} if transcript else ())
    held = {year: _held(atlas, indicator, level, year) for year in years}
    return Measure(
        indicator=indicator,
        name=t(f"indicator.{indicator.indicator_id}.name"),
        year=head,
        beside=_beside_words(atlas, indicator, head),
        note=t("compared.transcript") if transcript else "",
        cells=tuple(_cell(atlas, cell, head, held.get(cell.year, {}), told) for cell in newest),
    )


def _held(atlas: Atlas, indicator: Indicator, level: Level, year: int) -> dict[str, Beside]:
    """Each place held against the city; its reported crime against the middle area."""
    if indicator.surveyed:
        return beside_city(atlas, indicator.indicator_id, level, year)
    middle, city = yardstick(atlas, indicator.indicator_id, year), CITY.place_id
    found = {}
    for place in atlas.places.at(level):
        own = atlas.observation(indicator.indicator_id, place.place_id, year)
        side = Side.NOT_TESTABLE
        if middle is not None and own.figure is not None:
            side = _STANDING[middle.standing(own.figure.value)]
        found[place.place_id] = Beside(own, atlas.observation(indicator.indicator_id, city, year), side)
    return found


def _beside_words(atlas: Atlas, indicator: Indicator, year: int | None) -> str:
    if year is None:
        return ""
    if indicator.surveyed:
        city = figures.short(atlas.observation(indicator.indicator_id, CITY.place_id, year))
        return t("compared.city", figure=city) if city else t("compared.city_none")
    middle = yardstick(atlas, indicator.indicator_id, year)
    if middle is None:
        return t("compared.middle_none")
    return t("compared.middle", figure=number(middle.median, middle.decimals))


def _cell(atlas: Atlas, known: Observation, head: int | None, held: dict[str, Beside], told: frozenset[Caveat]) -> Cell:
    """A cell of the table; ``told`` are the caveats its column already bears for all its figures."""
    figure = figures.short(known)
    found = held.get(known.place_id)
    side = found.side if found else Side.NOT_TESTABLE
    moved = atlas.latest_change(known.indicator_id, known.place_id, known.year) if known.figure is not None else None
    clear = moved is not None and moved.verdict in CLEAR
    notes = [*figures.marks(replace(known, caveats=tuple(each for each in known.caveats if each not in told)))]
    notes += [t("crime.visitors_short")] if Caveat.VISITORS in known.caveats else []
    return Cell(
        known=known,
        figure=figure,
        year=t("compared.other_year", year=known.year) if figure and known.year != head else "",
        side=side,
        sign=t(f"compared.sign.{side}") if side is not Side.NOT_TESTABLE else "",
        words=_side_words(known, found) if figure else "",
        tone=_tone(known.indicator, side),
        arrow=t(f"compared.arrow.{moved.verdict}") if moved is not None and clear else "",
        change=_change_words(moved) if moved is not None and clear else "",
        notes=tuple(notes),
        missing="" if figure else figures.missing(known, atlas),
        moved=moved,
        held_to=_held_to(atlas, known, found),
    )


def _held_to(atlas: Atlas, known: Observation, found: Beside | None) -> float | None:
    """The city's figure, or the middle area's, of the year of a figure."""
    if known.figure is None or found is None:
        return None
    if known.indicator.surveyed:
        return found.city.figure.value if found.city.figure else None
    middle = yardstick(atlas, known.indicator_id, known.year)
    return middle.median if middle else None


def _change_words(moved: Change) -> str:
    words = verdict_words(moved.after.indicator_id, moved.verdict)
    return t("change.since", words=words, year=moved.before.year)


def _side_words(known: Observation, found: Beside | None) -> str:
    """How a figure lies beside the city, or why nobody can tell."""
    if found is not None and found.side is not Side.NOT_TESTABLE:
        return t(f"compared.side.{found.side}")
    if known.figure is None:
        return t("compared.open.bound")
    if found is not None and found.as_printed is not Side.NOT_TESTABLE:
        return t(f"compared.if_printed.{found.as_printed}")
    if not known.indicator.surveyed:
        return t("compared.open.yardstick")
    if found is not None and found.city.figure is None:
        return t("compared.open.city", year=known.year)
    return t("compared.open.other")


def _tone(indicator: Indicator, side: Side) -> str:
    """Whether a clear difference is on the side of more need; reported crime says nothing of how safe people feel."""
    if side not in (Side.HIGHER, Side.LOWER) or not indicator.surveyed:
        return ""
    return "worse" if (side is Side.HIGHER) is indicator.worse_high else "better"


def _says(places: Sequence[Place], measures: Sequence[Measure]) -> str:
    """Which places lie clearly on the side of more need, with the measures and their years."""
    told = []
    for number_, place in enumerate(places):
        worse = [measure for measure in measures if measure.cells[number_].tone == "worse"]
        if worse:
            said = names(
                tight(f"{t(f'indicator.{one.indicator.indicator_id}.inline')} {one.cells[number_].known.year}")
                for one in worse
            )
            told.append(t("compared.place_measures", name=tight(place.name), measures=said))
    return t("compared.clear", worse=t("compared.worse"), places=names(told)) if told else t("compared.clear_none")
