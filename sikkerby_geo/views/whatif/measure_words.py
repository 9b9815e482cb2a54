"""Could it be measured, in words: the verdict, and each number it rests on with where it comes from."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.whatif.measurable import Measuring
from sikkerby_geo.facts import thresholds
from sikkerby_geo.text import number, percent, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.rough_counts import about


@dataclass(frozen=True)
class Question:
    """What the reader wants to see change: the measure, by how many points, and from which share (None: the newest)."""

    indicator_id: str
    points: int
    own_start: float | None = None

    @property
    def inline(self) -> str:
        return t(f"indicator.{self.indicator_id}.inline")


@dataclass(frozen=True)
class Verdict:
    """What a change takes, whether the area can give it, and why; ``short`` is the same in a few words."""

    needs: str
    verdict: str
    because: str
    short: str


def verdict(measured: Measuring, question: Question) -> Verdict:
    """Whether a change of the asked size could be seen, in words."""
    needed = number(measured.needed or 0)
    if measured.start is None:
        needs = t("measurable.needs_start", measure=question.inline)
    else:
        asked = {
            "points": number(question.points),
            "start": _start(measured, measured.start),
            "measure": question.inline,
        }
        needs = t("measurable.needs", needed=needed, **asked)
    return Verdict(
        needs=needs,
        verdict=t(f"measurable.verdict.{measured.state}"),
        because=t(
            f"measurable.because.{measured.state}",
            today=_today(measured),
            residents=about(measured.residents or 0),
            most=about(measured.most or 0),
        ),
        short=t(f"measurable.short.{measured.state}", points=number(question.points), needed=needed),
    )


def _start(measured: Measuring, start: float) -> str:
    return percent(start, measured.start_cell.known.decimals if measured.start_cell else int(start != int(start)))


def _today(measured: Measuring) -> str:
    return t(f"answers.{measured.today.basis}", count=number(measured.today.count))


def measure_terms(atlas: Atlas, measured: Measuring, question: Question) -> dict[str, str]:
    """The numbers behind the verdict by the id of their term, each with its basis."""
    terms = {"start": _start_words(atlas, measured, question)}
    if measured.needed is not None:
        terms["needed"] = t("measurable.needed", needed=number(measured.needed))
    terms["today"] = t("measurable.today", answers=_today(measured), year=measured.survey_year)
    if measured.needed is not None:
        terms["smallest_today"] = _points(measured.smallest_today)
    if measured.most is not None:
        share = percent(100 * thresholds.RESPONSE_SHARE.value)
        terms["most"] = t("measurable.most", most=about(measured.most), share=share)
        terms["smallest_own"] = _points(measured.smallest_own)
    return terms


def _points(points: int | None) -> str:
    return t("measurable.none") if points is None else t("measurable.points", points=number(points))


def _start_words(atlas: Atlas, measured: Measuring, question: Question) -> str:
    if measured.start is None:
        return t("measurable.start.none", measure=question.inline)
    if measured.start_cell is None:
        return t("measurable.start.own", start=_start(measured, measured.start), measure=question.inline)
    name = atlas.places[measured.start_cell.place_id].name
    return t("measurable.start.cell", figure=figures.full(measured.start_cell), measure=question.inline, name=name)


def rests_on() -> str:
    """The test and its thresholds, in a sentence."""
    return t(
        "measurable.rests_on",
        significance=percent(100 * thresholds.SIGNIFICANCE.value),
        power=percent(100 * thresholds.POWER.value),
        share=percent(100 * thresholds.RESPONSE_SHARE.value),
    )
