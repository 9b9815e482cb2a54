"""One place in full: what its figures say, since when, what is missing, and who lies beside it."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.beside_city import Side, beside_city
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.geography.neighbours import neighbours
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.events import EventsShown
from sikkerby_geo.facts.indicators import CONTEXT_INDICATORS, MAIN_SERIES, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULES, rule_of
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import first_upper, names, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import change_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.crime_words import beside_words, crime_words, main_crime
from sikkerby_geo.views.base.palette import Look, class_index, look_of, scale_of
from sikkerby_geo.views.base.state_words import since_words, state_words
from sikkerby_geo.views.charts.event_marks import since_last_words
from sikkerby_geo.views.district import headline

RECENT = 1
"""How many years before the newest figure a measure still is new: a question may be printed every other year."""


@dataclass(frozen=True)
class KeyFigure:
    """The newest figure of one subject: large with its year, in full with source and uncertainty, state and change.

    ``beside`` says how it lies beside the city.
    """

    subject: str
    figure: str
    year: int
    full: str
    note: str
    state: str
    look: Look | None
    change: str
    sources: tuple[Source, ...]
    beside: str = ""

    @property
    def source_line(self) -> str:
        return t("figure.source", sources=figures.titles(self.sources))


@dataclass(frozen=True)
class Neighbour:
    """A place beside this one, with its figure in the chosen year."""

    place: Place
    look: Look
    figure: str
    state: str


@dataclass(frozen=True)
class Profile:
    """All the page says of a place; ``older`` are the measures nothing new is known of.

    ``context`` stands beside its figures, ``without`` says what is not known.

    ``newest`` are the observations behind all figures, older ones too.
    """

    place: Place
    kicker: str
    title: str
    certainty: str
    figures: tuple[KeyFigure, ...]
    older: tuple[KeyFigure, ...]
    context: tuple[KeyFigure, ...]
    without: tuple[str, ...]
    since: tuple[tuple[str, str], ...]
    neighbours: tuple[Neighbour, ...]
    newest: tuple[Observation, ...]
    sources: tuple[Source, ...]


def profile(atlas: Atlas, choice: Choice, place: Place) -> Profile:
    """The profile of a place; the choice gives the year and measure its neighbours are compared in."""
    surveyed = [atlas.newest(measure.indicator_id, place.place_id) for measure in SURVEY_INDICATORS]
    cells = sorted((cell for cell in surveyed if cell is not None), key=lambda cell: -cell.year)
    key_figures = tuple(_key_figure(atlas, place, cell, choice.events) for cell in cells)
    crime = _newest_crime(atlas, place)
    beside = [_newest_beside(atlas, place, indicator.indicator_id) for indicator in CONTEXT_INDICATORS]
    everything = (*key_figures, *crime)
    newest = max((figure.year for figure in everything), default=0)
    return Profile(
        place=place,
        kicker=_kicker(atlas, place),
        title=headline.title(atlas, place),
        certainty=headline.certainty(atlas, place, cells),
        figures=tuple(figure for figure in everything if figure.year >= newest - RECENT),
        older=tuple(figure for figure in everything if figure.year < newest - RECENT),
        context=tuple(_key_figure(atlas, place, cell) for cell in beside if figures.short(cell)),
        without=tuple(_reason(atlas, cell) for cell in beside if not figures.short(cell)),
        since=_since(atlas, place),
        neighbours=tuple(_neighbour(atlas, choice, other) for other in neighbours(atlas, place)),
        newest=tuple(cell for cell in (*cells, _newest_rate(atlas, place)) if cell is not None),
        sources=tuple(dict.fromkeys(source for figure in everything for source in figure.sources)),
    )


def _kicker(atlas: Atlas, place: Place) -> str:
    inside = [atlas.places[member].name for member in place.members]
    level = t(f"level.{place.level}.one")
    if len(inside) > 1:
        return t("profile.kicker_many", level=level, names=names(inside))
    return t("profile.kicker", level=level)


def _key_figure(atlas: Atlas, place: Place, cell: Observation, events: EventsShown = EventsShown.NONE) -> KeyFigure:
    indicator_id = cell.indicator_id
    rule = rule_of(indicator_id)
    flag = atlas.flag(rule, place.place_id, cell.year) if rule else Flag(FlagState.NO_FIGURE)
    return KeyFigure(
        subject=t(f"indicator.{indicator_id}.name"),
        figure=figures.short(cell),
        year=cell.year,
        full=figures.full(cell),
        note=cell.figure.note if cell.figure else "",
        state=state_words(rule, flag) if rule and flag.state is not FlagState.NO_FIGURE else "",
        look=_look(cell, flag),
        change=" ".join(_change(atlas, place, cell, events)) if cell.indicator.surveyed else "",
        sources=cell.sources,
        beside=_beside_city(atlas, place, cell),
    )


def _change(atlas: Atlas, place: Place, cell: Observation, events: EventsShown) -> tuple[str, ...]:
    """How the figure moved since the one before, and what lay between the two."""
    words = change_words(atlas, cell.indicator_id, place, cell.year)
    return (*words, *since_last_words(atlas, cell.indicator_id, place, cell.year, events))


def _beside_city(atlas: Atlas, place: Place, cell: Observation) -> str:
    """How a share lies beside the city's of the same year; nothing where the city has none, or none was asked."""
    if not cell.indicator.surveyed:
        return ""
    found = beside_city(atlas, cell.indicator_id, place.level, cell.year)[place.place_id]
    if found.as_printed is Side.NOT_TESTABLE:
        return ""
    side = first_upper(t(f"compared.side.{found.as_printed}"))
    if found.as_printed is Side.LEVEL:
        return t("profile.level_with_city", side=side, city=figures.short(found.city))
    key = "profile.beside_city" if found.side is not Side.NOT_TESTABLE else "profile.beside_if_printed"
    return t(key, side=side, city=figures.short(found.city))


def _newest_beside(atlas: Atlas, place: Place, indicator_id: str) -> Observation:
    """The newest observation with a figure or a range; where there is none, why not in the newest year."""
    years = sorted(atlas.known_years(indicator_id), reverse=True) or [atlas.years[-1]]
    found = [atlas.observation(indicator_id, place.place_id, year) for year in years]
    return next((cell for cell in found if figures.short(cell)), found[0])


def _reason(atlas: Atlas, cell: Observation) -> str:
    subject = t(f"indicator.{cell.indicator_id}.name")
    return t("profile.context_without", subject=subject, reason=figures.missing(cell, atlas))


def _look(cell: Observation, flag: Flag) -> Look:
    index = class_index(scale_of(cell.indicator), cell.figure.value) if cell.figure is not None else None
    return look_of(index, flag.state, cell.figure is None and cell.flag_range is not None)


def _newest_crime(atlas: Atlas, place: Place) -> tuple[KeyFigure, ...]:
    """The newest rate of reported crime in the broadest series, as a key figure; empty where none is found."""
    cell = _newest_rate(atlas, place)
    if cell is None:
        return ()
    count = atlas.observation(cell.indicator.counterpart, place.place_id, cell.year)
    subject = t(f"indicator.{cell.indicator_id}.name")
    full, rate = f"{cell.year}: {crime_words(cell, count, named=False)}", figures.short(cell)
    beside = " ".join([*beside_words(atlas, cell.indicator_id, cell.year), t("profile.crime_year")])
    return (KeyFigure(subject, rate, cell.year, full, cell.known.note, "", None, beside, cell.sources),)


def _newest_rate(atlas: Atlas, place: Place) -> Observation | None:
    """The newest rate of reported crime in the broadest series."""
    years = sorted({year for series in MAIN_SERIES for year in atlas.known_years(series)}, reverse=True)
    return next(filter(None, (main_crime(atlas, place, year) for year in years)), None)


def newest_crime_year(atlas: Atlas, series_id: str, place: Place) -> int | None:
    """The newest calendar year in which a series has a rate for a place."""
    years = atlas.known_years(series_id)
    return max((year for year in years if atlas.observation(series_id, place.place_id, year).figure), default=None)


def _since(atlas: Atlas, place: Place) -> tuple[tuple[str, str], ...]:
    """(rule, sentence) of each rule, as of the newest year it is decided in for this place."""
    lines = []
    for rule in RULES:
        decided = [year for year in atlas.years if atlas.flag(rule, place.place_id, year).state.flagged is not None]
        sentences = since_words(atlas, rule, place, max(decided)) if decided else (t("profile.rule_undecided"),)
        lines.append((t(f"rule.{rule.rule_id}.name"), " ".join(sentences)))
    return tuple(lines)


def _neighbour(atlas: Atlas, choice: Choice, place: Place) -> Neighbour:
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    flag = atlas.flag(choice.rule, place.place_id, choice.year) if choice.rule else Flag(FlagState.NO_FIGURE)
    words = state_words(choice.rule, flag) if choice.rule and flag.state.flagged is not None else ""
    return Neighbour(place, _look(cell, flag), figures.short(cell) or t(f"missing_short.{cell.missing}"), words)
