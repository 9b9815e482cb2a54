"""Saved studies of effect as records: what was asked, what it came to, and of which figures. Nothing rests on one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sikkerby_geo.facts.characters import refused
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.revisions import Payload

STUDY_KIND = "effect_study"
"""Record kind of a saved study of effect. No output and no figure rests on one."""
LONGEST_TITLE, LONGEST_NOTE = 120, 600
"""Characters of a study's title and of what its writer says of it."""


@dataclass(frozen=True)
class EffectStudy:
    """A study as it is kept.

    ``question`` are the parameters of the address that ask for it, ``result`` what it came to by name (numbers,
    codes, or None where it came to nothing), ``data_version`` the data version it was worked out of and ``figures``
    the hash of the facts alone, which saving a study does not change.
    """

    study_id: str
    title: str
    question: Mapping[str, str]
    result: Mapping[str, object]
    data_version: str
    figures: str
    note: str = ""

    def payload(self) -> dict[str, object]:
        """As it is kept."""
        return {
            "title": self.title,
            "question": dict(self.question),
            "result": dict(self.result),
            "data_version": self.data_version,
            "figures": self.figures,
            "note": self.note,
        }


@dataclass(frozen=True)
class KeptStudy:
    """A study with the revision that it stands by: who kept it, when (UTC) and why."""

    study: EffectStudy
    revision: int
    at: datetime
    who: str
    why: str = ""


@dataclass(frozen=True)
class KeptStudies:
    """The studies that stand, the newest first, and the ids of those that cannot be read."""

    studies: tuple[KeptStudy, ...] = ()
    unread: tuple[str, ...] = field(default=())

    def get(self, study_id: str) -> KeptStudy | None:
        return next((one for one in self.studies if one.study.study_id == study_id), None)


class StudyError(SikkerByError):
    """A study that cannot be kept as it is told: without a title, too long, or with signs that nobody sees."""


def check_study(study: EffectStudy) -> None:
    """Hold the words of a study against what may be kept.

    Raises
    ------
    StudyError
        With the first thing that is wrong.
    """
    if not study.title.strip():
        raise StudyError("problem.study_title")
    if len(study.title) > LONGEST_TITLE or len(study.note) > LONGEST_NOTE:
        raise StudyError("problem.study_long", title=LONGEST_TITLE, note=LONGEST_NOTE)
    if signs := refused(study.title + study.note):
        raise StudyError("problem.own_signs", signs=", ".join(signs))


def study_from(study_id: str, payload: Payload) -> EffectStudy:
    """The study of a payload, of which it is the exact opposite.

    Raises
    ------
    KeyError, TypeError, ValueError
        It is none.
    """
    question, result = payload["question"], payload["result"]
    if not isinstance(question, Mapping) or not isinstance(result, Mapping):
        raise TypeError(study_id)
    if not all(isinstance(value, str) for value in question.values()):
        raise TypeError(study_id)
    words = {name: payload[name] for name in ("title", "data_version", "figures", "note")}
    if not all(isinstance(value, str) for value in words.values()):
        raise TypeError(study_id)
    return EffectStudy(study_id, question=dict(question), result=dict(result), **words)  # type: ignore[arg-type]
