"""Saved studies in words: what each came to, whether the facts have changed since, and what it would come to now."""

from __future__ import annotations

from collections.abc import Mapping

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Study, Verdict
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.effect_studies import KeptStudies, KeptStudy
from sikkerby_geo.text import t
from sikkerby_geo.views.base.prints import danish_date as in_words
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.effect.effect_words import DECIMALS, signed

SHOWN_VERSION = 8
"""Characters of a data version that are told, as on paper."""


def result_of(answer: Study) -> dict[str, object]:
    """What a study came to, as it is kept: codes and numbers, never sentences."""
    measured = answer.measured
    ends = measured.effect.interval if measured else None
    return {
        "verdict": str(answer.verdict),
        "reasons": [str(one) for one in answer.reasons],
        "unit": "points" if answer.question.of_shares else "rate",
        "effect": round(measured.effect.value, DECIMALS) if measured else None,
        "low": round(ends.low, DECIMALS) if ends else None,
        "high": round(ends.high, DECIMALS) if ends else None,
        "false_alarms": round(measured.false_alarms.clear, 4) if measured else None,
        "smallest": round(answer.detectable.smallest, DECIMALS) if answer.detectable else None,
    }


def told_result(result: Mapping[str, object]) -> str:
    """A kept result in words; one this version of the program does not know as it stands."""
    verdict, effect = str(result.get("verdict", "")), result.get("effect")
    words = t(f"effect.verdict.{verdict}") if verdict in {*map(str, Verdict)} else shown(verdict)
    if not isinstance(effect, int | float) or isinstance(effect, bool):
        return words
    told = t("effect.points" if result.get("unit") == "points" else "effect.rate", value=signed(effect))
    low, high = result.get("low"), result.get("high")
    if isinstance(low, int | float) and isinstance(high, int | float):
        told = t("effect.interval", value=told, low=signed(low), high=signed(high))
    return t("effect.kept.effect_then", verdict=words, effect=told)


def now_words(answer: Study) -> str:
    """What a study comes to today, in the same words as a kept one."""
    return told_result(result_of(answer))


def since_lines(kept: KeptStudy, figures: str, answer: Study | None, *, names: bool) -> list[str]:
    """What to say of a kept study that is shown: when it was kept, and whether it still comes to the same.

    ``figures`` is the hash of today's facts, ``answer`` what it comes to today (None: it cannot be asked any longer).
    """
    study = kept.study
    when = [in_words(danish_date(kept.at)), *([t("effect.kept.by", who=shown(kept.who))] if names else [])]
    said = t(
        "effect.kept.shown",
        title=shown(study.title),
        when=" ".join(when),
        verdict=told_result(study.result),
    )
    version = study.data_version[:SHOWN_VERSION]
    if answer is None:
        then = t("effect.kept.not_asked", version=version)
    elif figures == study.figures:
        then = t("effect.kept.same", version=version)
    elif now_words(answer) == told_result(study.result):
        then = t("effect.kept.changed_same", version=version)
    else:
        then = t("effect.kept.changed_other", version=version, verdict=now_words(answer))
    note = [t("effect.kept.note", note=shown(study.note))] if study.note else []
    return [said, then, *note]


def kept_sheet(found: KeptStudies, figures: str, *, names: bool) -> Sheet:
    """The kept studies, the newest first; ``names`` is whether who kept them is told."""
    keys = ("title", "verdict", "at", *(("who",) if names else ()), "why", "figures")
    columns = tuple(Column(key, t(f"effect.kept.{key}")) for key in keys)
    rows = tuple(
        {
            "title": Entry(shown(one.study.title), quiet=shown(one.study.note)),
            "verdict": Entry(told_result(one.study.result)),
            "at": Entry(in_words(danish_date(one.at))),
            "who": Entry(shown(one.who)),
            "why": Entry(shown(one.why)),
            "figures": Entry(
                t("effect.kept.same_figures" if one.study.figures == figures else "effect.kept.changed_figures"),
                quiet=one.study.data_version[:SHOWN_VERSION],
            ),
        }
        for one in found.studies
    )
    return Sheet("gemte-studier", t("effect.kept.caption"), columns, rows)


def paper_line(kept: KeptStudy) -> str:
    """The line under a printed study that says as what it was kept."""
    return t("effect.paper.saved", title=shown(kept.study.title), date=in_words(danish_date(kept.at)))


def version_words(atlas: Atlas) -> str:
    """The data version as it is told on screen."""
    return atlas.version[:SHOWN_VERSION]
