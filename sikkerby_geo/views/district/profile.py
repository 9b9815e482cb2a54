"""One place in full: what its figures say, since when, what is missing, and who lies beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.geography.neighbours import neighbours
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import CONTEXT_INDICATORS, MAIN_SERIES, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import LONG_RULE, RULES, STRATEGY_RULE, Rule, rule_of
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.area_years import newest_areas_line, years_by_area
from sikkerby_geo.views.base.change_words import change_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.crime_words import beside_words, crime_words, main_crime
from sikkerby_geo.views.base.palette import Look, class_index, look_of, scale_of
from sikkerby_geo.views.base.state_words import since_words, state_words
from sikkerby_geo.views.district.gaps import years_words


@dataclass(frozen=True)
class KeyFigure:
    """The newest figure of one subject: large, in full with source and uncertainty, its state and its change."""

    subject: str
    figure: str
    full: str
    note: str
    state: str
    look: Look | None
    change: str
    sources: tuple[Source, ...]

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
    """All the page says of a place; ``context`` stands beside its figures, ``without`` says what is not known.

    ``newest`` are the observations behind ``figures``.
    """

    place: Place
    kicker: str
    title: str
    certainty: str
    figures: tuple[KeyFigure, ...]
    context: tuple[KeyFigure, ...]
    without: tuple[str, ...]
    since: tuple[tuple[str, str], ...]
    neighbours: tuple[Neighbour, ...]
    newest: tuple[Observation, ...]
    sources: tuple[Source, ...]


def profile(atlas: Atlas, choice: Choice, place: Place) -> Profile:
    """The profile of a place; the choice gives the year and measure its neighbours are compared in."""
    surveyed = [atlas.newest(measure.indicator_id, place.place_id) for measure in SURVEY_INDICATORS]
    key_figures = tuple(_key_figure(atlas, place, cell) for cell in surveyed if cell is not None)
    crime = _newest_crime(atlas, place)
    beside = [_newest_beside(atlas, place, indicator.indicator_id) for indicator in CONTEXT_INDICATORS]
    everything = (*key_figures, *crime)
    return Profile(
        place=place,
        kicker=_kicker(atlas, place),
        title=_title(atlas, place),
        certainty=_certainty(atlas, place, key_figures),
        figures=everything,
        context=tuple(_key_figure(atlas, place, cell) for cell in beside if figures.short(cell)),
        without=tuple(_reason(atlas, cell) for cell in beside if not figures.short(cell)),
        since=_since(atlas, place),
        neighbours=tuple(_neighbour(atlas, choice, other) for other in neighbours(atlas, place)),
        newest=tuple(cell for cell in (*surveyed, _newest_rate(atlas, place)) if cell is not None),
        sources=tuple(dict.fromkeys(source for figure in everything for source in figure.sources)),
    )


def _kicker(atlas: Atlas, place: Place) -> str:
    inside = [atlas.places[member].name for member in place.members]
    level = t(f"level.{place.level}.one")
    if len(inside) > 1:
        return t("profile.kicker_many", level=level, names=names(inside))
    return t("profile.kicker", level=level)


def decided_years(atlas: Atlas, place: Place, rule: Rule) -> tuple[list[int], list[int], list[int]]:
    """Years on the flagged side, on the other, and surely on the flagged side."""
    states = {year: atlas.flag(rule, place.place_id, year).state for year in atlas.years}
    flagged = [year for year, state in states.items() if state.flagged]
    clear = [year for year, state in states.items() if state.flagged is False]
    return flagged, clear, [year for year in flagged if states[year] is FlagState.FLAGGED_SURE]


def _title(atlas: Atlas, place: Place) -> str:
    """What the rule of the long series says of all its years, and what the newest figure under the newer rule is."""
    long_rule, newer = LONG_RULE, STRATEGY_RULE
    flagged, clear, _ = decided_years(atlas, place, long_rule)
    side = t(f"rule.{long_rule.rule_id}.Flagged")
    if len(place.members) > 1:
        sentences = [years_by_area(atlas, place, long_rule)]
    elif flagged and not clear:
        sentences = [t("profile.always", Side=side, years=years_words(flagged))]
    elif flagged:
        sentences = [t("profile.some", Side=side, years=years_words(flagged), others=years_words(clear))]
    elif clear:
        sentences = [t("profile.never", side=t(f"rule.{long_rule.rule_id}.flagged"), years=years_words(clear))]
    else:
        sentences = [t("profile.undecided", side=t(f"rule.{long_rule.rule_id}.flagged"))]
    cell = atlas.newest(newer.indicator_id, place.place_id)
    if cell is not None:
        flag = atlas.flag(newer, place.place_id, cell.year)
        words = state_words(newer, flag)
        values = {"year": cell.year, "figure": figures.short(cell), "state": words[0].lower() + words[1:]}
        key = "profile.newest" if flag.state.flagged is not None else "profile.newest_open"
        sentences.append(t(key, **values))
    return " ".join(sentences)


def _certainty(atlas: Atlas, place: Place, shown: Iterable[KeyFigure]) -> str:
    rule = LONG_RULE
    flagged, _, sure = decided_years(atlas, place, rule)
    of_areas = newest_areas_line(atlas, rule) if len(place.members) > 1 else ""
    sentences = [of_areas] if of_areas else []
    if flagged and len(place.members) == 1:
        side = t(f"rule.{rule.rule_id}.flagged")
        key = "profile.sure_years" if sure else "profile.no_sure_year"
        sentences.append(t(key, side=side, years=years_words(sure) if sure else ""))
    if any(t("figure.transcript") in figure.full for figure in shown):
        sentences.append(t("profile.transcript"))
    sentences.append(t("profile.answers"))
    return " ".join(sentences)


def _key_figure(atlas: Atlas, place: Place, cell: Observation) -> KeyFigure:
    indicator_id = cell.indicator_id
    rule = rule_of(indicator_id)
    flag = atlas.flag(rule, place.place_id, cell.year) if rule else Flag(FlagState.NO_FIGURE)
    return KeyFigure(
        subject=t(f"indicator.{indicator_id}.name"),
        figure=figures.short(cell),
        full=figures.full(cell),
        note=cell.figure.note if cell.figure else "",
        state=state_words(rule, flag) if rule and flag.state is not FlagState.NO_FIGURE else "",
        look=_look(cell, flag),
        change=" ".join(change_words(atlas, indicator_id, place, cell.year)) if cell.indicator.surveyed else "",
        sources=cell.sources,
    )


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
    return (KeyFigure(subject, rate, full, cell.known.note, "", None, beside, cell.sources),)


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
