"""The answer for one drawn area: a sentence on whom it reaches, one on whether it can be measured, and the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.domain.whatif.measurable import Measuring
from sikkerby_geo.domain.whatif.reach import WHOLE, Reach, Scenario
from sikkerby_geo.text import names, number, percent, period, t
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.rough_counts import about
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.whatif.measure_words import Question, Verdict, measure_terms, verdict
from sikkerby_geo.views.whatif.outlay_words import Costs, costs

LEAST_KM2 = 0.005
"""A part smaller than this is no longer seen in the figures: it is told as a touch, not as a reach."""


@dataclass(frozen=True)
class Group:
    """What is there of one sort: a heading and a line for each effort, with its source."""

    heading: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Answer:
    """Everything said of one scenario."""

    reach: str
    verdict: Verdict
    notes: tuple[str, ...]
    terms: Mapping[str, str]
    costs: Costs
    areas: Sheet
    there: tuple[Group, ...]
    there_note: str
    sources: tuple[str, ...]


def answer(
    atlas: Atlas, found: Scenario, measured: Measuring, question: Question, asked: Money | None = None
) -> Answer:
    """A scenario in words, for a question (measure and size of the change) and what the reader says of money."""
    return Answer(
        reach=reach_sentence(atlas, found),
        verdict=verdict(measured, question),
        notes=_notes(atlas, found),
        terms=measure_terms(atlas, measured, question),
        costs=costs(atlas, found, asked or Money()),
        areas=areas_sheet(atlas, found, question),
        there=there(found),
        there_note=_record_note(atlas),
        sources=_sources(atlas, found, question),
    )


def km2(value: float) -> str:
    """Square kilometres with two decimals; what would be 0,00 is under 0,01."""
    return t("answer.km2", km2=number(value, 2)) if value >= LEAST_KM2 else t("answer.km2_small")


def residents(found: Scenario) -> str:
    """The residents in words: a count for whole areas, a rough one by share of land, or why there is none."""
    if found.residents is None:
        return t("answer.no_residents")
    if not found.estimated:
        return t("answer.residents_whole", count=number(found.residents))
    return t("answer.residents", count=about(found.residents))


def reach_sentence(atlas: Atlas, found: Scenario) -> str:
    """Which areas the drawing reaches, and how many live there."""
    told = _told(found)
    every = len(atlas.places.at(atlas.places[told[0].place_id].level))
    key = "answer.reach_one" if len(told) == 1 else "answer.reach"
    listed = names((atlas.places[part.place_id].name for part in told), most=5)
    return t(
        key, count=number(len(told)), every=number(every), names=listed, km2=km2(found.km2), residents=residents(found)
    )


def _told(found: Scenario) -> tuple[Reach, ...]:
    """The parts worth naming: all but slivers, and the largest in any case."""
    return tuple(part for part in found.reach if part.km2 >= LEAST_KM2) or found.reach[:1]


def _notes(atlas: Atlas, found: Scenario) -> tuple[str, ...]:
    notes = []
    touched = [atlas.places[part.place_id].name for part in found.reach if part not in _told(found)]
    if touched:
        notes.append(t("answer.touched", names=names(touched)))
    if found.elsewhere_km2 >= LEAST_KM2:
        notes.append(t("answer.elsewhere", km2=km2(found.elsewhere_km2)))
    if found.residents is None:
        absent = [atlas.places[part.place_id].name for part in found.reach if part.residents is None]
        notes.append(t("answer.no_population", names=names(absent)))
    elif found.estimated:
        notes.append(t("answer.estimate"))
    return tuple(notes)


def areas_sheet(atlas: Atlas, found: Scenario, question: Question) -> Sheet:
    """The areas reached: land, residents, and beside them the newest figure, which is the whole area's."""
    labels = {"area": "text", "km2": "number", "residents": "number", "figure": "wide"}
    columns = tuple(
        Column(key, t(f"answer.column_{key}", measure=question.inline), form) for key, form in labels.items()
    )
    rows = [_area_row(atlas, part, question) for part in found.reach]
    foot = {
        "area": Entry(t("answer.total")),
        "km2": Entry(km2(found.km2)),
        "residents": Entry(residents(found)),
        "figure": Entry(""),
    }
    return Sheet("hvad-nu-hvis", t("answer.areas_caption"), columns, tuple(rows), feet=(foot,))


def _area_row(atlas: Atlas, part: Reach, question: Question) -> dict[str, Entry]:
    if part.residents is None:
        people = Entry(t("answer.no_residents"))
    else:
        whole = part.share_of_land >= WHOLE
        count = number(part.residents) if whole else t("answer.about", count=about(part.residents))
        people = Entry(count, "" if whole else t("answer.estimated"))
    cell = atlas.newest(question.indicator_id, part.place_id)
    figure = figures.full(cell) if cell else t("answer.no_figure", measure=question.inline)
    return {
        "area": Entry(atlas.places[part.place_id].name),
        "km2": Entry(km2(part.km2), t("answer.share", share=_share(part.share_of_land))),
        "residents": people,
        "figure": Entry(figure, t("answer.whole_area") if cell else ""),
    }


def _share(share: float) -> str:
    return percent(100 * share) if share >= LEAST_KM2 else t("answer.share_small")


def there(found: Scenario) -> tuple[Group, ...]:
    """What is there already: what meets the drawing, what covers whole areas, and what has no known place in them."""
    groups = (("met", found.efforts), ("whole", found.whole_area), ("unplaced", found.unplaced))
    return tuple(
        Group(
            t(f"answer.there_{name}", count=number(len(listed))),
            tuple((effort_line(effort), figures.titles([effort.source])) for effort in listed),
        )
        for name, listed in groups
        if listed or name == "met"
    )


def effort_line(effort: Effort) -> str:
    """One effort: name, kind, period, stage, and how well its place is known."""
    stage = t(f"effort.stage_{effort.stage}") if effort.told_stage else ""
    roughly = t("effort.precision_approximate") if effort.precision in ("approximate", "proxy") else ""
    parts = (effort.name, effort_words.kind(effort), effort_words.period(effort), stage, roughly)
    return ", ".join(part for part in parts if part)


def _record_note(atlas: Atlas) -> str:
    year = min(atlas.documented_to.values(), default=None)
    ends = effort_words.none_after(atlas.efforts, year) if year is not None else ""
    return " ".join(filter(None, (t("effort.record_note"), ends)))


def _sources(atlas: Atlas, found: Scenario, question: Question) -> tuple[str, ...]:
    """Where population and figures come from, with day and year."""
    lines = []
    for day, source_id in dict.fromkeys((part.population_day, part.source_id) for part in found.reach):
        if day is not None and source_id is not None:
            source = figures.titles([atlas.sources[source_id]])
            lines.append(t("answer.population_source", day=period(day.isoformat()), source=source))
    cells = [atlas.newest(question.indicator_id, part.place_id) for part in found.reach]
    told = dict.fromkeys(source for cell in cells if cell for source in cell.sources)
    if told:
        lines.append(t("answer.figure_source", sources=figures.titles(told)))
    return tuple(lines)
