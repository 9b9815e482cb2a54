"""What a safety assessment says of an area: whom it holds, figures, efforts and offers there, and what is not known."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.domain.offers.known import near, offers_of
from sikkerby_geo.domain.whatif.measurable import measuring
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import CRIME_RATES, INDICATOR, SURVEY_INDICATORS, Aggregation
from sikkerby_geo.text import names, t
from sikkerby_geo.views.assessment.form import QUESTIONS, Form
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.document_parts import Part
from sikkerby_geo.views.district.gaps import gaps_of
from sikkerby_geo.views.whatif.answer import LEAST_KM2, answer, km2, residents, there
from sikkerby_geo.views.whatif.measure_words import Question, verdict

MOST_AREAS = 3
"""Areas whose figures are told; of a larger drawing the largest parts."""
MOST_EFFORTS = 25
"""Efforts that are listed of one sort; the rest is counted."""
POINTS = 5
"""Percentage points of change that is asked about: what the city's goals move by in a few years."""


@dataclass(frozen=True)
class Assessment:
    """An assessment: its heading, whom the area holds, sections of facts, and the questions with their answers.

    ``main_id`` is the survey area most of it lies in; a question whose answer is blank has room to write.
    """

    title: str
    author: str
    main_id: str
    reach: str
    proposal: str
    parts: tuple[Part, ...]
    questions: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]


def assessment_of(atlas: Atlas, found: Scenario, form: Form) -> Assessment:
    """Everything the assessment of a drawing says, with what its writer has put in."""
    places = told_places(atlas, found)
    question = Question(SURVEY_INDICATORS[0].indicator_id, POINTS)
    measured = measuring(atlas, found, indicator_id=question.indicator_id, points=question.points)
    told = answer(atlas, found, measured, question)
    judged = verdict(measured, question)
    cells = list(_cells(atlas, places))
    return Assessment(
        title=form.title or t("assessment.untitled", name=places[0].name),
        author=form.author,
        main_id=found.main.place_id,
        reach=_reach(atlas, found),
        proposal=form.proposal,
        parts=(
            _figures(atlas, found, places, cells, told.notes),
            *_efforts(found),
            _offers(atlas, places),
            _unknown(atlas, places, told.there_note),
            Part(t("assessment.part.measure"), (f"{judged.needs} {judged.verdict} {judged.because}",)),
        ),
        questions=tuple((t(f"assessment.question.{one}"), form.answer(one)) for one in QUESTIONS),
        sources=(*told.sources, t("source_line.text", sources=figures.titles(_sources(cells)))),
    )


def _reach(atlas: Atlas, found: Scenario) -> str:
    """How large the area is, which survey areas it lies in, and how many live there."""
    inside = [part for part in found.reach if part.km2 >= LEAST_KM2] or list(found.reach[:1])
    listed = names((atlas.places[part.place_id].name for part in inside), most=5)
    return t("assessment.reach", names=listed, km2=km2(found.km2), residents=residents(found))


def told_places(atlas: Atlas, found: Scenario) -> tuple[Place, ...]:
    """The survey areas a drawing is told by: its largest parts, none that it only touches."""
    parts = [part for part in found.reach if part.km2 >= LEAST_KM2] or list(found.reach[:1])
    return tuple(atlas.places[part.place_id] for part in parts[:MOST_AREAS])


def _cells(atlas: Atlas, places: tuple[Place, ...]) -> Iterator[tuple[Place, str, Observation | None]]:
    """The newest figure of every survey measure and of the newest reported crime that is known of a place."""
    for place in places:
        for one in SURVEY_INDICATORS:
            yield place, one.indicator_id, atlas.newest(one.indicator_id, place.place_id)
        for one in CRIME_RATES:
            years = atlas.known_years(one.indicator_id)
            cells = (atlas.observation(one.indicator_id, place.place_id, year) for year in reversed(years))
            if known := next((cell for cell in cells if cell.figure is not None), None):
                yield place, one.indicator_id, known


def _sources(cells: list[tuple[Place, str, Observation | None]]) -> list:
    return list(dict.fromkeys(source for _, _, cell in cells if cell is not None for source in cell.sources))


def _figures(
    atlas: Atlas,
    found: Scenario,
    places: tuple[Place, ...],
    cells: list[tuple[Place, str, Observation | None]],
    notes: tuple[str, ...],
) -> Part:
    rows = tuple(_figure_row(atlas, place, indicator_id, cell) for place, indicator_id, cell in cells)
    more = [atlas.places[part.place_id].name for part in found.reach if atlas.places[part.place_id] not in places]
    known = [(place.name, cell) for place, _, cell in cells if cell is not None]
    visited = any(INDICATOR[one].aggregation is Aggregation.RATIO for _, one, cell in cells if cell is not None)
    return Part(
        title=t("assessment.part.figures"),
        head=tuple(t(f"assessment.column.{key}") for key in ("area", "measure", "figure", "city")),
        rows=rows,
        notes=(
            t("assessment.whole_areas"),
            *notes,
            *figures.cautions(known),
            *((t("assessment.more_areas", names=names(more)),) if more else ()),
            *((t("crime.visitors"),) if visited else ()),
        ),
    )


def _figure_row(atlas: Atlas, place: Place, indicator_id: str, cell: Observation | None) -> tuple[str, ...]:
    measure = t(f"indicator.{indicator_id}.name")
    if cell is None:
        return place.name, measure, t("assessment.no_figure"), ""
    city = atlas.observation(indicator_id, CITY.place_id, cell.year)
    return place.name, measure, figures.full(cell), figures.full(city) or t("assessment.no_figure")


def _efforts(found: Scenario) -> Iterator[Part]:
    """What is there already, a part for each group of the what-if section; a long group is cut and says so."""
    for at, group in enumerate(there(found)):
        points = [f"{words} ({source})" for words, source in group.lines[:MOST_EFFORTS]]
        if len(group.lines) > MOST_EFFORTS:
            points.append(t("assessment.more_efforts", count=len(group.lines) - MOST_EFFORTS))
        title = t("assessment.part.efforts") if at == 0 else group.heading
        yield Part(title, () if at else (group.heading,), points=tuple(points))


def _offers(atlas: Atlas, places: tuple[Place, ...]) -> Part:
    """The offers that name one of the areas; nearer than that none of them is told."""
    known = near(offers_of(atlas), frozenset(place.place_id for place in places), None)
    where = names(place.name for place in places)
    if not known.there:
        return Part(t("assessment.part.offers"), (t("assessment.no_offers", where=where),))
    points = tuple(
        t("assessment.offer", name=one.name, kind=t(f"effort_kind.{one.kind.kind_id}"), year=one.source.published_year)
        for one in known.there
    )
    says = t("assessment.offers", count=len(known.there), where=where)
    return Part(t("assessment.part.offers"), (says,), points=points)


def _unknown(atlas: Atlas, places: tuple[Place, ...], record: str) -> Part:
    points = tuple(
        f"{place.name}: {gap}" if len(places) > 1 else gap for place in places for gap in gaps_of(atlas, place)
    )
    return Part(t("assessment.part.unknown"), (t("assessment.unknown"),), points=points, notes=(record,))
