"""How a figure is written: with interval, answers, year and source, or the reason why it is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import inf

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import Caveat, Figure, MissingReason, Observation, unpublished
from sikkerby_geo.facts.indicators import Kind
from sikkerby_geo.facts.rules import Range
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import kroner, names, number, percent, t, tight


@dataclass(frozen=True)
class Numbers:
    """The numbers of a figure: value, ends of its interval, answers and where that number comes from."""

    value: float | None = None
    low: float | None = None
    high: float | None = None
    answers: int | None = None
    basis: str = ""


MARKED = (Caveat.TRANSCRIPT, Caveat.MISPRINT, Caveat.UNPUBLISHED, Caveat.WHOLE_PLACE, Caveat.SYNTHETIC)
"""The caveats that are written behind a figure; the others have a sentence of their own."""

STRESSED = (Caveat.MISPRINT, Caveat.UNPUBLISHED, Caveat.SYNTHETIC)
"""The caveats that stand with each figure, also where it is told once for all which were read in a transcription."""

MOST_NAMED = 4
"""Places of one year that are named one by one."""


def value_words(value: float, unit: str, decimals: int = 0) -> str:
    """A value in its unit as the map writes it: 18 %, 48 (per 1,000 residents), 1.642 (reports), 298.319 kr."""
    if unit == "percent":
        return percent(value, decimals)
    return kroner(value) if unit == "kroner" else number(value, decimals)


def range_words(known: Range, unit: str = "percent", sign: bool = False) -> str:
    """A bound in words (højst 10 %), or as a sign where the map has no room for words (≤ 10 %)."""
    form = "_sign" if sign else ""
    low, high = value_words(known.low, unit), value_words(known.high, unit)
    if known.spans_parts and sign and unit == "kroner":
        return t("bound.between_thousands", low=number(known.low / 1000), high=number(known.high / 1000))
    if known.spans_parts:
        return t("bound.between" + form, low=number(known.low), high=high)
    if known.low <= 0:
        return t(("bound.under" if known.high_open else "bound.at_most") + form, limit=high)
    if known.high >= (100 if unit == "percent" else inf):
        return t(("bound.over" if known.low_open else "bound.at_least") + form, limit=low)
    return t("bound.between" + form, low=number(known.low), high=high)


def short(cell: Observation) -> str:
    """The figure alone (18 %), its bound (≤ 10 %), or nothing."""
    if cell.figure is not None:
        return value_words(cell.figure.value, cell.figure.unit, cell.figure.decimals)
    if cell.flag_range is not None:
        return range_words(cell.flag_range, cell.indicator.unit, sign=True)
    return ""


def interval(figure: Figure) -> str:
    """The 95 % interval: 14–23 %; nothing where a figure has none."""
    if figure.interval is None:
        return ""
    return f"{number(figure.interval.low)}–{value_words(figure.interval.high, figure.unit)}"


def with_interval(figure: Figure) -> str:
    """A figure with its interval in brackets, where it has one: 9 % (8–10 %)."""
    shown = value_words(figure.value, figure.unit, figure.decimals)
    return f"{shown} ({interval(figure)})" if figure.interval else shown


def answers(figure: Figure) -> str:
    """The number of answers, and whether it is known, estimated or assumed; nothing where nobody was asked."""
    return "" if figure.answers is None else t(f"answers.{figure.answers.basis}", count=number(figure.answers.count))


def full(cell: Observation) -> str:
    """The full form, once per figure and place: 18 % (14–23 %), ca. 234 svar (skønnet), 2017."""
    figure = cell.figure
    if figure is None:
        bound = f"{range_words(cell.flag_range, cell.indicator.unit)}, {cell.year}" if cell.flag_range else ""
        return ", ".join([bound, *stressed(cell)]) if bound else ""
    text = t(
        _form(cell),
        figure=value_words(figure.value, figure.unit, figure.decimals),
        interval=interval(figure),
        answers=answers(figure),
        count="" if figure.count is None else number(figure.count),
        year=cell.year,
    )
    return ", ".join([text, *marks(cell)])


def _form(cell: Observation) -> str:
    """The text a figure is written with in full, by its kind and by what is known of its uncertainty."""
    kind = cell.indicator.kind
    if kind is Kind.SAMPLE_SHARE:
        return "figure.computed" if cell.known.computed else "figure.full"
    if kind in (Kind.COUNT, Kind.RATE):
        return f"figure.{kind}" if cell.known.interval else f"figure.{kind}_alone"
    return "figure.register"


def marks(cell: Observation) -> list[str]:
    """What must be said wherever the figure is: read in a transcription, not published, of the older series, …"""
    found = [t(f"figure.{caveat}") for caveat in cell.caveats if caveat in MARKED]
    return [*found, t("figure.index")] if cell.of_the_index else found


def stressed(told: Observation | Figure | None) -> list[str]:
    """What must be said of a figure or a bound even where the rest is told once for all: that it may be a misprint,
    that it has not been published."""
    if isinstance(told, Observation):
        return [t(f"figure.{caveat}") for caveat in told.caveats if caveat in STRESSED]
    found = {} if told is None else {Caveat.MISPRINT: told.doubted, Caveat.UNPUBLISHED: told.unpublished}
    return [t(f"figure.{caveat}") for caveat, applies in found.items() if applies]


def cautions(named: Iterable[tuple[str, Observation]]) -> list[str]:
    """Which figures of places may be misprints, and which have not been published, in sentences of their own."""
    cells = list(named)
    doubted = [(name, cell.year) for name, cell in cells if cell.figure is not None and cell.figure.doubted]
    own = [(name, cell.year) for name, cell in cells if Caveat.UNPUBLISHED in cell.caveats]
    return [
        t(key, names=names(by_year(found)))
        for key, found in (("figure.doubted", doubted), ("figure.unpublished_names", own))
        if found
    ]


def by_year(found: Iterable[tuple[str, int]]) -> list[str]:
    """Names and years, each once; of many names in a year only how many they are."""
    years: dict[int, list[str]] = {}
    for name, year in dict.fromkeys(found):
        years.setdefault(year, []).append(name)
    return [
        text
        for year, places in years.items()
        for text in (
            [tight(f"{name} {year}") for name in places]
            if len(places) <= MOST_NAMED
            else [t("figure.places_in_year", count=len(places), year=year)]
        )
    ]


def numbers(figure: Figure | None) -> Numbers:
    """A figure as plain numbers for a table of figures; None where there is none to give."""
    if figure is None:
        return Numbers()
    ends, asked = figure.interval, figure.answers
    return Numbers(
        value=round(figure.value, figure.decimals),
        low=round(ends.low, 1) if ends else None,
        high=round(ends.high, 1) if ends else None,
        answers=round(asked.count) if asked else None,
        basis=t(f"csv.basis_{asked.basis}") if asked else "",
    )


def missing(cell: Observation, atlas: Atlas) -> str:
    """Why there is no figure, in a sentence; empty where there is one."""
    if cell.missing is None:
        return ""
    if cell.missing is MissingReason.ONLY_BOUND and cell.flag_range is not None:
        known = range_words(cell.flag_range, cell.indicator.unit)
        if cell.flag_range.low > 0 and cell.flag_range.high < 100:
            members = atlas.places[cell.place_id].members
            return t("missing.range", names=names(atlas.places[member].name for member in members), bound=known)
        return t("missing.only_bound", bound=known)
    if cell.missing is MissingReason.ONLY_PARTS and cell.flag_range is not None:
        known = range_words(cell.flag_range, cell.indicator.unit)
        return t("missing.only_parts", count=len(cell.missing_detail), range=known)
    if cell.missing is MissingReason.OTHER_LEVEL:
        level = cell.indicator.native_level
        return t("missing.other_level", noun=t(f"level.{level}.many"), count=len(atlas.places.at(level)))
    if cell.missing is MissingReason.PARTS_MISSING:
        if cell.of_the_index:
            return t("missing.index_parts")
        return t("missing.parts_missing", names=names(atlas.places[part].name for part in cell.missing_detail))
    return t(f"missing.{cell.missing}", year=cell.year)


def titles(sources: Iterable[Source]) -> str:
    """Sources as a list of titles with publisher, each once; one that has not been published says so."""
    told = (
        source_words(source) + (f", {t('figure.unpublished')}" if unpublished([source]) else "") for source in sources
    )
    return "; ".join(dict.fromkeys(told))


def source_words(source: Source) -> str:
    """A source's title with its publisher; one that passes a survey on is that survey, told by its publisher."""
    if source.relays is not None:
        series, year = source.relays
        return t("figure.relayed", survey=t(f"series.{series}"), year=year, publisher=source.publisher)
    return f"{source.title} ({source.publisher})" if source.publisher else source.title


def basis_words(basis: AnswersBasis, total: int, areas: int) -> str:
    """How the answers behind the intervals were arrived at."""
    return t(f"source_line.basis_{basis}", total=number(total), areas=areas)
