"""What a reader asks of Effekt: an effort, a kind of effort in a place, or a plan; and the question that follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.results import NoQuestion, question_of
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.reports.published import reports_of
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.efforts import KIND, PLACED_KINDS
from sikkerby_geo.facts.indicators import INDICATOR, INDICATORS, Kind, Use
from sikkerby_geo.text import names, t
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.report_words import what_words

PLAN = "plan"
"""In the place of a kind: something that has not begun."""
MEASURED_KINDS = (Kind.SAMPLE_SHARE, Kind.COUNT, Kind.RATE)


@dataclass(frozen=True)
class Ask:
    """What is asked, as the address has it; what is blank is chosen by rule.

    ``kind`` is the id of a kind of effort or ``PLAN``; with an ``effort_id`` that effort alone is asked about.
    ``start`` and ``end`` are the reader's own years in the place of the record's. ``comparisons`` are ids of areas.
    """

    kind: str = ""
    effort_id: str = ""
    outcome: str = ""
    start: int | None = None
    end: int | None = None
    comparisons: tuple[str, ...] = ()

    @property
    def plan(self) -> bool:
        return self.kind == PLAN

    @property
    def chosen(self) -> bool:
        """Whether there is anything to ask about."""
        return bool(self.kind or self.effort_id)


@dataclass(frozen=True)
class Asked:
    """A question that can be studied, and what it is about: the efforts, and the place it was asked for.

    ``outcome_by_rule``: the reader has chosen none. ``set_aside``: the reader's years were in no order, and the
    record's are used.
    """

    question: Question
    efforts: tuple[Effort, ...]
    place: Place | None
    outcome_by_rule: bool = False
    set_aside: bool = False


@dataclass(frozen=True)
class NotAsked:
    """That nothing can be asked, and why: a key under ``effect.no_question``."""

    why: str


def outcomes_of(atlas: Atlas) -> tuple[str, ...]:
    """What an effort can be measured by: the survey's shares, reported crime that any source tells of, the reports."""
    known = [
        one.indicator_id
        for one in INDICATORS
        if one.kind in MEASURED_KINDS
        and one.use is Use.ASSESSMENT
        and one.native_level is Level.SURVEY_AREA
        and atlas.known_years(one.indicator_id)
    ]
    reports = reports_of(atlas)
    return (*known, *(reports.whats if reports else ()))


def outcome_words(outcome: str, *, inline: bool = False) -> str:
    """What is measured, by its name or as it stands in a sentence."""
    if outcome in INDICATOR:
        return t(f"indicator.{outcome}.inline" if inline else f"indicator.{outcome}.name")
    return what_words(outcome)


def efforts_of(atlas: Atlas, kind: str, place: Place | None) -> tuple[Effort, ...]:
    """The efforts of a kind that name a place, or any place; in the order of their names."""
    if kind not in KIND:
        return ()
    found = [one for one in _all(atlas) if one.kind.kind_id == kind and _names(one, place)]
    return tuple(sorted(found, key=lambda one: (one.name, one.effort_id)))


def kinds_of(atlas: Atlas, place: Place | None) -> tuple[str, ...]:
    """The kinds there are efforts of in a place, or anywhere; in the order of the registry."""
    there = {one.kind.kind_id for one in _all(atlas) if _names(one, place)}
    return tuple(one.kind_id for one in PLACED_KINDS if one.kind_id in there)


def _all(atlas: Atlas) -> tuple[Effort, ...]:
    """Every effort, on the map or in the register alone."""
    return (*atlas.efforts, *atlas.records)


def _names(effort: Effort, place: Place | None) -> bool:
    return effort.done and (place is None or bool(set(place.members) & set(effort.area_ids)))


def asked(atlas: Atlas, ask: Ask, place: Place | None) -> Asked | NotAsked | None:
    """The question of what a reader asks; None where nothing is chosen yet."""
    if ask.plan:
        return NotAsked("plan_place") if place is None else _plan(atlas, ask, place)
    if ask.effort_id:
        effort = next((one for one in _all(atlas) if one.effort_id == ask.effort_id), None)
        if effort is None:
            return NotAsked("unknown")
        found = question_of(atlas, effort, ask.outcome or INDICATORS[0].indicator_id)
        return NotAsked(found) if isinstance(found, NoQuestion) else _asked(atlas, ask, found, (effort,), place)
    if not ask.kind:
        return None
    if place is None:
        return NotAsked("group_place")
    return _group(atlas, ask, place)


def _group(atlas: Atlas, ask: Ask, place: Place) -> Asked | NotAsked:
    """All efforts of a kind in a place as one: from the first year to the last, whatever lies between."""
    efforts = efforts_of(atlas, ask.kind, place)
    found = {one: question_of(atlas, one, ask.outcome or INDICATORS[0].indicator_id) for one in efforts}
    told = {one: each for one, each in found.items() if isinstance(each, Question)}
    if not told:
        reasons = [each for each in found.values() if isinstance(each, NoQuestion)]
        return NotAsked(reasons[0] if reasons else "none_there")
    if len(told) == 1:
        (effort, question), *_ = told.items()
        within = tuple(one for one in question.treated if one in place.members)
        return _asked(atlas, ask, replace(question, treated=within or question.treated), (effort,), place)
    ends = [one.end for one in told.values()]
    question = Question(
        treated=place.members,
        start=min(one.start for one in told.values()),
        end=None if None in ends else max(end for end in ends if end is not None),
        outcome="",
        effort_ids=tuple(one.effort_id for one in told),
        lasts=any(one.lasts for one in told.values()),
    )
    return _asked(atlas, ask, question, tuple(told), place)


def _plan(atlas: Atlas, ask: Ask, place: Place) -> Asked:
    question = Question(place.members, ask.start or atlas.years[-1] + 1, None, "", lasts=ask.end is None)
    return _asked(atlas, ask, question, (), place)


def _asked(atlas: Atlas, ask: Ask, question: Question, efforts: tuple[Effort, ...], place: Place | None) -> Asked:
    """The question with all that the reader has chosen in the place of what the record says."""
    start = ask.start or question.start
    end = ask.end or (question.end if question.end is None or question.end >= start else None)
    set_aside = end is not None and end < start
    if set_aside:
        start, end = question.start, question.end
    rule = likely_outcome if efforts else newest_outcome
    outcome = ask.outcome or rule(atlas, question.treated, start)
    chosen = tuple(one for one in ask.comparisons if one not in question.treated)
    changed = replace(question, start=start, end=end, outcome=outcome, comparisons=chosen or None)
    return Asked(changed, efforts, place, not ask.outcome, set_aside)


def likely_outcome(atlas: Atlas, treated: Iterable[str], start: int) -> str:
    """What a reader most likely asks for: the first measure with a figure of each area on both sides of a year.

    The two must be comparable; without such a measure the first of all.
    """
    areas = tuple(treated)
    offered = outcomes_of(atlas)
    for outcome in (one for one in offered if one in INDICATOR):
        years = [
            year
            for year in atlas.known_years(outcome)
            if all(atlas.observation(outcome, area, year).figure is not None for area in areas)
        ]
        comparable = INDICATOR[outcome].comparable
        if any(before < start < after and comparable(before, after) for before in years for after in years):
            return outcome
    return offered[0] if offered else INDICATORS[0].indicator_id


def newest_outcome(atlas: Atlas, treated: Iterable[str], start: int) -> str:
    """What a plan is measured by: of the first measures the one with the newest figure of each area before its start.

    A series that nobody has published for years is nothing a plan can count on.
    """
    areas, offered = tuple(treated), outcomes_of(atlas)
    newest = {
        outcome: max(
            (
                year
                for year in atlas.known_years(outcome)
                if year < start and all(atlas.observation(outcome, area, year).figure is not None for area in areas)
            ),
            default=0,
        )
        for outcome in offered
        if outcome in INDICATOR
    }
    return max(newest, key=lambda outcome: newest[outcome], default=INDICATORS[0].indicator_id)


def subject_words(found: Asked) -> str:
    """What the study is about: an effort's name, so many efforts of a kind, or a plan."""
    if not found.efforts:
        return t("effect.subject.plan")
    first = found.efforts[0]
    if len(found.efforts) == 1:
        name = f"{effort_words.kind(first)}, {first.name}" if first.overlay.named_by_place else first.name
        return t("effect.subject.one", name=name)
    return t("effect.subject.many", count=len(found.efforts), kind=effort_words.kind(first))


def where_words(atlas: Atlas, question: Question) -> str:
    """The treated areas by name."""
    return names(atlas.places[one].name for one in question.treated)


def period_words(question: Question) -> str:
    """When it was, in words: 2017–2019, fra 2017, 2017."""
    if question.end is None:
        return t("effort.from", start=question.start)
    if question.end == question.start:
        return str(question.start)
    return t("effort.period", start=question.start, end=question.end)
