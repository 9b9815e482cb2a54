"""Each effort's own result: a study, or the reason it has none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.efforts.effort import Effort


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
    """The question an effort's own record asks, with its reach where its shape and the residents are known."""
    raise NotImplementedError


def effort_results(atlas: Atlas, outcome: str) -> Mapping[str, EffortResult]:
    """The result of every effort by its id, each judged as one of all that can be measured (Benjamini–Hochberg)."""
    raise NotImplementedError
