"""One place in words and small pictures: figure, change, since when, reported crime, efforts, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup, grouped
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.goals.newest import newest_whole_year
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import CRIME_RATES, MAIN_SERIES, SURVEY_FROM, VISITED
from sikkerby_geo.facts.rules import LONG_RULE
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.change_words import change_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.crime_words import beside_words, crime_words
from sikkerby_geo.views.base.palette import Look, class_index, look_of
from sikkerby_geo.views.base.state_words import mark, since_words, state_words
from sikkerby_geo.views.base.symbols import WHOLE_AREA
from sikkerby_geo.views.charts.event_marks import since_last_words

MOST_EFFORTS = 8


@dataclass(frozen=True)
class Known:
    """What is known of some efforts: a heading, and (symbol, line) of each; no lines where the heading says all."""

    group: StatusGroup
    heading: str
    lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class PlaceCard:
    """Everything the panel says of a place for one choice; texts are ready to be shown."""

    place: Place
    level: str
    look: Look
    state: str
    mark: str
    figure: str
    measure: str
    city: str
    full: str
    note: str
    missing: str
    change: tuple[str, ...]
    since: tuple[str, ...]
    crime_title: str
    crime: tuple[str, ...]
    efforts_title: str
    efforts: tuple[Known, ...]
    efforts_notes: tuple[str, ...]
    sources: str


def place_card(atlas: Atlas, choice: Choice, place: Place) -> PlaceCard:
    """The card of a place under a choice."""
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    city = atlas.observation(choice.indicator_id, CITY.place_id, choice.year)
    flag = atlas.flag(choice.rule, place.place_id, choice.year) if choice.rule else Flag(FlagState.NO_FIGURE)
    index = class_index(choice.scale, cell.figure.value) if cell.figure is not None else None
    crime_title, crime, crime_sources = _crime(atlas, place, choice.year - 1)
    listed, notes = _efforts(atlas, choice, place)
    city_sources = city.figure.sources if city.figure is not None else ()
    sources = figures.titles((*cell.sources, *city_sources, *crime_sources))
    full = figures.full(cell)
    already = choice.rule is LONG_RULE and choice.year == newest_whole_year(atlas, LONG_RULE, place.level)
    return PlaceCard(
        place=place,
        level=t(f"level.{place.level}.one"),
        look=look_of(index, flag.state, cell.figure is None and cell.flag_range is not None),
        state=state_words(choice.rule, flag) if choice.rule and choice.year >= SURVEY_FROM else "",
        mark="" if already else mark(atlas, place),
        figure=figures.short(cell),
        measure=t(f"indicator.{choice.indicator_id}.inline"),
        city=t("panel.city", figure=figures.with_interval(city.figure)) if city.figure else "",
        full=full,
        note=note_words(cell, flag, choice),
        missing=figures.missing(cell, atlas),
        change=(
            *change_words(atlas, choice.indicator_id, place, choice.year),
            *since_last_words(atlas, choice.indicator_id, place, choice.year, choice.events),
        ),
        since=since_words(atlas, choice.rule, place, choice.year),
        crime_title=crime_title,
        crime=crime,
        efforts_title=t("effort.heading", name=place.name),
        efforts=listed,
        efforts_notes=notes,
        sources=sources,
    )


def note_words(cell: Observation, flag: Flag | None, choice: Choice) -> str:
    """What the source says of the figure itself, and where the figure and the flag disagree."""
    notes = [cell.figure.note] if cell.figure is not None and cell.figure.note else []
    if flag is not None and flag.disputed:
        side = t(f"rule.{choice.rule_id}.flagged" if flag.state.flagged else f"rule.{choice.rule_id}.clear")
        notes.append(t("figure.disputed_here", side=side))
    return " ".join(notes)


def _crime(atlas: Atlas, place: Place, year: int) -> tuple[str, tuple[str, ...], tuple[Source, ...]]:
    """Reported crime of the calendar year before the survey: title, sentences and sources."""
    title = t("crime.heading", year=year)
    sentences: list[str] = []
    sources: list[Source] = []
    for series in CRIME_RATES:
        rate = atlas.observation(series.indicator_id, place.place_id, year)
        count = atlas.observation(series.counterpart, place.place_id, year)
        if rate.figure is None and count.figure is None:
            continue
        sources += (*rate.sources, *count.sources)
        sentences.append(crime_words(rate, count))
        city = atlas.observation(series.indicator_id, CITY.place_id, year)
        sources += city.sources
        sentences += beside_words(atlas, series.indicator_id, year)
    if not sentences:
        sentences.append(t("crime.none", name=place.name, year=year))
        for name in MAIN_SERIES:
            city = atlas.observation(name, CITY.place_id, year)
            if city.figure is not None:
                sentences.append(t("crime.city_series", rate=figures.short(city), series=t(f"crime.series.{name}")))
                sources += city.sources
    elif set(place.members) & set(VISITED):
        sentences.append(t("crime.visitors"))
    return title, tuple(sentences), tuple(sources)


def _efforts(atlas: Atlas, choice: Choice, place: Place) -> tuple[tuple[Known, ...], tuple[str, ...]]:
    """The efforts there by what is known of them, first what is in progress, and what must be said of the list."""
    found = atlas.efforts_in(place)
    groups = grouped(atlas, found, choice.known_in)
    asked = tuple(StatusGroup) if choice.proposals else SHOWN_GROUPS
    room, listed = MOST_EFFORTS, []
    for group in asked:
        if efforts := groups[group]:
            heading = t(f"effort.known_{group}", count=len(efforts))
            listed.append(Known(group, heading, tuple(map(partial(_line, group), efforts[:room]))))
            room -= len(efforts[:room])
        elif group is StatusGroup.IN_PROGRESS and any(groups.values()):
            listed.append(Known(group, effort_words.none_in_progress(atlas, choice.known_in)))
    count, notes = sum(len(groups[group]) for group in asked), []
    if not any(groups.values()):
        notes.append(t("effort.none", name=place.name, year=choice.year))
    if count > MOST_EFFORTS:
        notes.append(t("effort.more", count=count - MOST_EFFORTS))
    if groups[StatusGroup.PROPOSED] and not choice.proposals:
        notes.append(t("effort.proposals_hidden", count=len(groups[StatusGroup.PROPOSED])))
    undated = [effort for effort in found if effort_words.undated(atlas, effort, choice)]
    if undated:
        notes.append(t("effort.undated", names=names((tight(effort.name) for effort in undated), most=3)))
    last = min(atlas.documented_to.values(), default=None)
    if last is not None and (choice.every_year or choice.year > last):
        notes.append(effort_words.record_ends(found, last))
    notes.append(t("effort.record_note"))
    return tuple(listed), tuple(notes)


def _line(group: StatusGroup, effort: Effort) -> tuple[str, str]:
    return WHOLE_AREA if effort.whole_area else effort.kind.symbol, effort_words.line(effort, group)
