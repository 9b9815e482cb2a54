"""Each effort's own result: a study, or the reason it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.reaching import reached_by
from sikkerby_geo.domain.effect.study import Ground, area_shapes, ground_of, judged_on, study_on
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.certainty import clear_among
from sikkerby_geo.facts.stages import NEVER_BEGUN


class NoQuestion(StrEnum):
    """Why no question can be asked of an effort."""

    NEVER_BEGUN = "never_begun"
    NO_PLACE = "no_place"
    CITYWIDE = "citywide"
    NO_PERIOD = "no_period"


@dataclass(frozen=True)
class EffortResult:
    """An effort's study, or why there is none."""

    effort_id: str
    study: Study | None = None
    no_question: NoQuestion | None = None


def question_of(atlas: Atlas, effort: Effort, outcome: str) -> Question | NoQuestion:
    """The question an effort's own record asks, with its reach where its shape and the residents are known.

    What has an end and no start is taken to have begun in its last year.
    """
    return _question(atlas, area_shapes(atlas), effort, outcome)


def effort_results(atlas: Atlas, outcome: str) -> Mapping[str, EffortResult]:
    """The result of every effort by its id (layers for orientation and offers left out), each judged as one of all.

    Efforts with the same areas and years are one test of the family; a clear effect is clear under every assumption,
    and has a q-value (Benjamini & Hochberg 1995) below the false discovery rate over all tests.
    """
    ground = ground_of(atlas, outcome)
    efforts = [effort for effort in (*atlas.efforts, *atlas.records) if effort.done]
    questions = {effort.effort_id: _question(atlas, ground.areas, effort, outcome) for effort in efforts}
    asked = {one: question for one, question in questions.items() if isinstance(question, Question)}
    among = _among(ground, asked)
    return {
        effort_id: EffortResult(effort_id, study_on(ground, question, among[effort_id]))
        if isinstance(question, Question)
        else EffortResult(effort_id, no_question=question)
        for effort_id, question in questions.items()
    }


def _among(ground: Ground, asked: Mapping[str, Question]) -> dict[str, bool | None]:
    """Whether each is clear among all; None where there is nothing to test."""
    found = {effort_id: judged_on(ground, question) for effort_id, question in asked.items()}
    tests = {each[0]: each[1] for each in found.values() if each is not None}
    if not tests:
        return dict.fromkeys(asked)
    p_values = {one: np.array([float(test.p_values[one]) for test in tests.values()]) for one in ground.atlas.assumed}
    clear = clear_among(p_values, np.zeros(len(tests), dtype=bool))
    flags = dict(zip(tests, clear.tolist(), strict=True))
    return {effort_id: None if each is None else bool(flags[each[0]]) for effort_id, each in found.items()}


def _question(atlas: Atlas, areas: Mapping[str, BaseGeometry], effort: Effort, outcome: str) -> Question | NoQuestion:
    if effort.stage in NEVER_BEGUN:
        return NoQuestion.NEVER_BEGUN
    if effort.citywide:
        return NoQuestion.CITYWIDE
    if not effort.area_ids:
        return NoQuestion.NO_PLACE
    start = effort.start_year if effort.start_year is not None else effort.end_year
    if start is None:
        return NoQuestion.NO_PERIOD
    asked = Question(
        treated=tuple(sorted(effort.area_ids)),
        start=start,
        end=effort.end_year,
        outcome=outcome,
        effort_ids=(effort.effort_id,),
        lasts=effort.overlay.persists,
    )
    return replace(asked, reached=reached_by(atlas, areas, effort, start))
