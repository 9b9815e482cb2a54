"""Questions for a meeting, made from a committee's own gaps and changes; never a fixed list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.efforts.coverage import last_documented_year
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.figures.beside_city import Side, beside_city
from sikkerby_geo.domain.figures.changes import CLEAR, Change
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.domain.figures.yardstick import Standing, yardstick
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS, VISITED
from sikkerby_geo.facts.rules import rule_of
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import names, number, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.crime_words import main_crime
from sikkerby_geo.views.charts.sentences import changes_of
from sikkerby_geo.views.district.gaps import years_words
from sikkerby_geo.views.meeting.agenda import Agenda

MOST = 5
"""More questions than these no meeting gets through."""


@dataclass(frozen=True)
class Question:
    """A question with the sources of what it is made from."""

    text: str
    sources: tuple[Source, ...]


def questions_of(atlas: Atlas, agenda: Agenda) -> tuple[Question, ...]:
    """At most ``MOST`` questions, those from changes first; the committee's own are not among them.

    The same figures and the same choice always give the same questions.
    """
    return tuple(_made(atlas, agenda))[:MOST]


def areas_of(atlas: Atlas, agenda: Agenda) -> tuple[Place, ...]:
    """The survey areas of the committee: Nørrebro has two, the others one."""
    return tuple(atlas.places[member] for member in agenda.committee.members)


def _made(atlas: Atlas, agenda: Agenda) -> Iterator[Question]:
    areas, measures = areas_of(atlas, agenda), _measures(agenda)
    efforts = atlas.efforts_in(agenda.committee)
    yield from _changes(atlas, areas, measures)
    yield from _beside_reports(atlas, areas)
    yield from _near_the_limit(atlas, areas, measures)
    yield from _decided(efforts)
    yield from _missing(atlas, areas, measures)
    yield from _after_the_record(atlas, efforts)
    yield from _without_period(efforts)


def _measures(agenda: Agenda) -> list[str]:
    """The measures, the chosen one first."""
    others = [
        measure.indicator_id for measure in SURVEY_INDICATORS if measure.indicator_id != agenda.choice.indicator_id
    ]
    return [agenda.choice.indicator_id, *others]


def clear_changes(atlas: Atlas, areas: tuple[Place, ...], measures: list[str]) -> list[tuple[Place, Change]]:
    """Every clear change of these places from one figure to the next, the newest first; ties in order of measures."""
    found = [
        (area, change)
        for indicator_id in measures
        for area in areas
        for change in changes_of(atlas, indicator_id, area, atlas.years)
        if change.verdict in CLEAR and change.before.year >= SURVEY_FROM
    ]
    return sorted(found, key=lambda pair: -pair[1].after.year)


def _changes(atlas: Atlas, areas: tuple[Place, ...], measures: list[str]) -> Iterator[Question]:
    """The newest clear change of each area: the figures tell that it happened, not why."""
    told: set[str] = set()
    for area, change in clear_changes(atlas, areas, measures):
        if area.place_id not in told:
            told.add(area.place_id)
            words = t(
                "question.change",
                name=tight(area.name),
                measure=t(f"indicator.{change.after.indicator_id}.inline"),
                before=figures.short(change.before),
                after=figures.short(change.after),
                year_before=change.before.year,
                year=change.after.year,
            )
            yield Question(words, (*change.before.sources, *change.after.sources))


def _beside_reports(atlas: Atlas, areas: tuple[Place, ...]) -> Iterator[Question]:
    """Where answers and reports point different ways: answers beside the city's, reports the middle area's; once."""
    for area in areas:
        own = atlas.newest("safe_neighbourhood", area.place_id)
        if own is None or set(area.members) & set(VISITED):
            continue
        city = atlas.observation(own.indicator_id, CITY.place_id, own.year)
        reports = main_crime(atlas, area, own.year - 1)
        if city.figure is None or reports is None:
            continue
        middle = yardstick(atlas, reports.indicator_id, reports.year)
        side = beside_city(atlas, own.indicator_id, area.level, own.year)[area.place_id].side
        if middle is None or side not in (Side.HIGHER, Side.LOWER):
            continue
        safer = side is Side.HIGHER
        if middle.standing(reports.known.value) is (Standing.MORE if safer else Standing.FEWER):
            words = t(
                "question.safer_more_reports" if safer else "question.less_safe_fewer_reports",
                name=tight(area.name),
                rate=figures.short(reports),
                middle=number(middle.median, middle.decimals),
                crime_year=reports.year,
                share=figures.short(own),
                city_share=figures.short(city),
                year=own.year,
            )
            yield Question(words, (*own.sources, *city.sources, *reports.sources))
            return


def _near_the_limit(atlas: Atlas, areas: tuple[Place, ...], measures: list[str]) -> Iterator[Question]:
    """The newest figure that may lie on the other side of its rule's limit; once."""
    found = []
    for indicator_id in measures:
        rule = rule_of(indicator_id)
        for area in areas:
            cell = atlas.newest(indicator_id, area.place_id)
            if rule and cell is not None and atlas.flag(rule, area.place_id, cell.year).state.unsure:
                found.append((abs(cell.known.value - rule.limit), area, cell, rule))
    if found:
        _, area, cell, rule = min(found, key=lambda item: (-item[2].year, item[0]))
        words = t(
            "question.unsure",
            name=tight(area.name),
            figure=figures.short(cell),
            measure=t(f"indicator.{cell.indicator_id}.inline"),
            interval=figures.interval(cell.known),
            year=cell.year,
            side=t(f"rule.{rule.rule_id}.flagged"),
        )
        yield Question(words, cell.sources)


def _decided(efforts: tuple[Effort, ...]) -> Iterator[Question]:
    """The newest upgrade that was decided and that no record calls completed; once."""
    open_ = [effort for effort in efforts if effort.stage is Stage.DECIDED and effort.start_year is not None]
    if open_:
        newest = max(open_, key=lambda effort: (effort.start_year, effort.effort_id))
        words = t("question.decided", name=quoted(newest), year=newest.start_year)
        yield Question(words, (newest.source,))


def _missing(atlas: Atlas, areas: tuple[Place, ...], measures: list[str]) -> Iterator[Question]:
    """The first measure with years in which no figure and no bound is found for an area; once."""
    for indicator_id in measures:
        years: dict[str, list[str]] = {}
        for area in areas:
            lacking = [
                year
                for year in atlas.survey_years
                if atlas.observation(indicator_id, area.place_id, year).missing is MissingReason.NOT_FOUND
            ]
            if lacking:
                years.setdefault(years_words(lacking), []).append(tight(area.name))
        if years:
            told = "; ".join(f"{names(who)} {when}" for when, who in years.items())
            yield Question(t("question.missing", measure=t(f"indicator.{indicator_id}.inline"), places=told), ())
            return


def _after_the_record(atlas: Atlas, efforts: tuple[Effort, ...]) -> Iterator[Question]:
    """What runs now: after the last agreement that ended, or after the last year the record covers."""
    last = last_documented_year(atlas)
    if last is None or last >= atlas.years[-1]:
        return
    lasting = [effort for effort in efforts if not effort.overlay.persists and not effort.kind.loose]
    ended = [effort for effort in lasting if effort.end_year is not None and effort.end_year <= last]
    if ended:
        newest = max(ended, key=lambda effort: (effort.end_year, effort.start_year or 0, effort.effort_id))
        words = t("question.ended", name=quoted(newest), end=newest.end_year, last=last)
        yield Question(words, (newest.source,))
    else:
        yield Question(t("question.after_record", last=last), ())


def _without_period(efforts: tuple[Effort, ...]) -> Iterator[Question]:
    """An effort of which the record does not tell when it was; once."""
    for effort in efforts:
        if effort.stage in (Stage.WISH, Stage.DROPPED) or effort.start_year is not None or effort.end_year is not None:
            continue
        built = effort.overlay.persists
        words = t("question.no_year_built" if built else "question.no_period", name=quoted(effort))
        yield Question(words, (effort.source,))
        return


def quoted(effort: Effort) -> str:
    return f"»{tight(effort.name) if len(effort.name) < 24 else effort.name}«"
