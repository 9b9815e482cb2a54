"""One study: the question is checked, measured, held against placebos and copies, and given its verdict."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Comparisons, Detectable, Study
from sikkerby_geo.domain.effect.comparing import Matched, matched
from sikkerby_geo.domain.effect.detecting import planned, smallest_effect
from sikkerby_geo.domain.effect.displacing import borders, displacement, told_size
from sikkerby_geo.domain.effect.judging import Judged, judged
from sikkerby_geo.domain.effect.measuring import measured
from sikkerby_geo.domain.effect.others import same_kind_areas, separation
from sikkerby_geo.domain.effect.panel import Panel, panel_of
from sikkerby_geo.domain.effect.placebo import smallest_p
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.series import Series, residents_near, series_of
from sikkerby_geo.domain.effect.verdict import concluded
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.problems import UnknownPlaceError
from sikkerby_geo.facts.thresholds import Assumption


@dataclass(frozen=True)
class Ground:
    """What all studies of one outcome stand on: its series, the areas (EPSG:25832), and which of them are neighbours.

    Without a readable layer of areas there are no shapes and no neighbours.
    """

    atlas: Atlas
    series: Series
    areas: Mapping[str, BaseGeometry]
    borders: Mapping[str, frozenset[str]]


def ground_of(atlas: Atlas, outcome: str) -> Ground:
    """The ground of studies of an outcome (see ``series.series_of`` for what it raises)."""
    areas = area_shapes(atlas)
    return Ground(atlas, series_of(atlas, outcome), areas, borders(areas))


def area_shapes(atlas: Atlas) -> dict[str, BaseGeometry]:
    """The shapes of the survey areas by id (EPSG:25832); none where their layer cannot be read."""
    layer = atlas.layer("survey_areas_layer")
    return {} if layer is None else dict(zip(layer.area_id, layer.to_crs(METRES).geometry, strict=True))


def study(atlas: Atlas, question: Question) -> Study:
    """Whether it helped, under the assumptions of the atlas. A missing figure is a reason in the answer, never raised.

    Raises
    ------
    UnknownPlaceError
        A treated or comparison area is no survey area.
    ValueError
        No treated area, a treated area that is also a comparison, an end before the start, years before and after that
        lie on the wrong side of the start, or an outcome nothing can be tested in.
    """
    return study_on(ground_of(atlas, question.outcome), question)


def study_on(ground: Ground, question: Question, among: bool | None = None) -> Study:
    """The same on a ground that is there already; ``among``: whether it is clear as one of several judged at once."""
    atlas, series = ground.atlas, ground.series
    checked(atlas, question)
    match, near, kinds = _matched(ground, question)
    panel = _panel(series, question, match)
    found = judged(panel, panel.observed, atlas.assumed) if panel else None
    numbers = measured(series, question, panel, found, atlas.assumed) if panel and found else None
    beside = separation(atlas, question, panel)
    moved = displacement(series, question, panel, near, kinds, atlas.assumed)
    seen = _detectable(ground, question, panel)
    verdict, reasons, notes = concluded(
        question, match, found, numbers, seen, beside, synthetic=series.synthetic, among=among
    )
    return Study(question, verdict, reasons, notes, match.comparisons, moved, beside, numbers, seen)


def judged_on(ground: Ground, question: Question) -> tuple[Panel, Judged] | None:
    """The panel of a question and what the tests say of it alone; None where there is nothing to measure."""
    checked(ground.atlas, question)
    panel = _panel(ground.series, question, _matched(ground, question)[0])
    return (panel, judged(panel, panel.observed, ground.atlas.assumed)) if panel else None


def automatic_comparisons(atlas: Atlas, question: Question) -> Comparisons:
    """The areas compared with where the reader has chosen none, and why all others are left out (decision 0040).

    All survey areas with the figures, but for neighbours and those that had the same kind of effort; where fewer than
    the threshold are left, neighbours are taken in, then those with the same kind.
    """
    return _matched(ground_of(atlas, question.outcome), question)[0].comparisons


def detectable(atlas: Atlas, question: Question) -> Detectable | None:
    """Power before money is spent: what the study could see, whatever it finds.

    Where there are no years after (a plan), as many as those before are taken to come, and to be as sure. None where no
    year before can be compared.
    """
    ground = ground_of(atlas, question.outcome)
    checked(atlas, question)
    return _detectable(ground, question, _panel(ground.series, question, _matched(ground, question)[0]))


def checked(atlas: Atlas, question: Question) -> None:
    """Refuse a question that makes no sense (see ``study``)."""
    areas = {place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
    for place_id in (*question.treated, *(question.comparisons or ())):
        if place_id not in areas:
            raise UnknownPlaceError(place_id, atlas.places.nearest(place_id))
    if not question.treated or len(set(question.treated)) < len(question.treated):
        raise ValueError("treated areas: none, or one twice")
    if set(question.treated) & set(question.comparisons or ()):
        raise ValueError("an area is compared with itself")
    if question.end is not None and question.end < question.start:
        raise ValueError("the end is before the start")
    if any(year >= question.start for year in question.before) or any(year < question.start for year in question.after):
        raise ValueError("a year on the wrong side of the start")


def _matched(ground: Ground, question: Question, after: bool = True) -> tuple[Matched, tuple[str, ...], frozenset[str]]:
    """What is compared, the neighbours, and the areas with the same kind of effort."""
    near = {other for area in question.treated for other in ground.borders.get(area, ())} - {*question.treated}
    kinds = same_kind_areas(ground.atlas, question)
    return matched(ground.series, question, near, kinds, after), tuple(sorted(near)), kinds


def _panel(series: Series, question: Question, match: Matched) -> Panel | None:
    if match.reason is not None:
        return None
    return panel_of(series, question.treated, match.comparisons.place_ids, match.before, match.after, question.start)


def _detectable(ground: Ground, question: Question, panel: Panel | None) -> Detectable | None:
    """What could be seen with a panel, or with one to come where there is none."""
    own: tuple[float, ...] | None = None
    if panel is None:
        match = _matched(ground, question, after=False)[0]
        before = _panel(ground.series, question, match)
        if before is None:
            return None
        panel, own = planned(before)
    columns = [panel.years.index(year) for year in panel.before]
    start = float(panel.observed[: panel.treated][:, columns].mean())
    smallest = told_size(panel, smallest_effect(panel, own=own))
    known = [residents_near(ground.atlas, area, question.start) for area in question.treated]
    residents = sum(each for each in known if each is not None) if None not in known else None
    plausible = thresholds.EFFECT_PLAUSIBLE.value if panel.shares else 100 * thresholds.EFFECT_PLAUSIBLE_COUNTS.value
    return Detectable(
        smallest=smallest,
        plausible=plausible,
        areas=panel.treated,
        comparisons=panel.compared,
        years_before=len(panel.before),
        years_after=len(panel.after),
        smallest_placebo_p=smallest_p(len(panel.places), panel.treated),
        reached=question.reached,
        residents=residents,
        most_possible=_most_possible(question, panel, start, residents),
        answers=_answers(panel, ground.atlas.assumed),
        movement_known=own is None or len(panel.before) > 1,
    )


def _most_possible(question: Question, panel: Panel, start: float, residents: float | None) -> float | None:
    """How much better the figure could become at most: everyone the effort reaches felt unsafe, and feels safe now.

    Efforts go where people feel unsafe, so those reached are not taken to be like the rest of their area. Reports
    gather in few places, and a reach in residents says nothing of how many of them lie there: None.
    """
    if question.reached is None or not residents or not panel.shares:
        return None
    return min(100 * question.reached / residents, start if question.worse_high else 100 - start)


def _answers(panel: Panel, assumed: tuple[Assumption, ...]) -> tuple[float, float] | None:
    """The answers behind the treated areas before and after, under the first assumption."""
    if not panel.shares:
        return None
    answers = panel.counted_of[0][: panel.treated]
    sums = [
        float(sum(np.sum(answers[:, panel.years.index(year)]) for year in years))
        for years in (panel.before, panel.after)
    ]
    return sums[0], sums[1]
