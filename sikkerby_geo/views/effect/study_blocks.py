"""What is told of a study under its verdict: the question, the checks, what could be seen, neighbours, others."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import (
    CheckState,
    DisplacementState,
    LeftOutReason,
    Placebo,
    PreTrend,
    SeparationState,
    Study,
)
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.facts import thresholds
from sikkerby_geo.text import names, number, percent, t
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.rough_counts import about
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.effect.ask import Asked, outcome_words, period_words, where_words
from sikkerby_geo.views.effect.effect_words import (
    DECIMALS,
    estimate_words,
    others_words,
    p_words,
    size,
    years_words,
)


def question_terms(atlas: Atlas, found: Asked, answer: Study) -> dict[str, str]:
    """What was asked, by the name of each part."""
    question, measured = answer.question, answer.measured
    period = period_words(question)
    compared = names(atlas.places[one].name for one in answer.comparisons.place_ids)
    by = "by_rule" if answer.comparisons.automatic else "chosen"
    told = {
        "what": names(one.name for one in found.efforts) or t("effect.subject.plan"),
        "kinds": names(dict.fromkeys(effort_words.kind(one) for one in found.efforts)),
        "where": where_words(atlas, question),
        "when": t("effect.question.lasts", period=period) if question.lasts and found.efforts else period,
        "outcome": outcome_words(question.outcome),
        "before": years_words(measured.before_years) if measured else "",
        "after": years_words(measured.after_years) if measured else "",
        "compared": t(f"effect.question.{by}", names=compared) if compared else "",
    }
    return {t(f"effect.question.{name}"): words for name, words in told.items() if words}


def check_lines(atlas: Atlas, answer: Study) -> list[str]:
    """What the checks of the method say: the course before, other areas, earlier years."""
    if answer.measured is None:
        return []
    return [
        _trend(answer.question, answer.measured.pre_trend),
        *_placebo_areas(answer.question, answer.measured.placebo_areas),
        _placebo_years(answer.measured.placebo_years),
    ]


def _trend(question: Question, trend: PreTrend) -> str:
    if trend.state is CheckState.NOT_POSSIBLE or trend.slope is None:
        return t("effect.trend.not_possible")
    return t(
        f"effect.trend.{trend.state}",
        slope=t("effect.per_year", value=estimate_words(question, trend.slope)),
        years=years_words(trend.years),
        detectable=t("effect.per_year", value=size(question, trend.detectable or 0)),
    )


def _placebo_areas(question: Question, found: Placebo) -> list[str]:
    """The areas without the effort, and that so few of them can say only so much."""
    if not found.number or found.p is None or found.smallest_p is None:
        return [t("effect.placebo.areas_none")]
    others = others_words(question, found.number)
    as_far = round(found.p * (1 + found.number)) - 1
    smallest = p_words(found.smallest_p)
    lines = [
        t("effect.placebo.areas", others=others, as_far=number(as_far), p=p_words(found.p)),
        t("effect.placebo.floor", others=others, all=number(found.number + 1), smallest=smallest),
    ]
    if not found.can_reach:
        lines.append(t("effect.placebo.floor_hard", significance=_significance()))
    return lines


def _significance() -> str:
    return number(thresholds.SIGNIFICANCE.value, 2)


def _placebo_years(found: Placebo) -> str:
    if not found.number or found.p is None:
        return t("effect.placebo.years_none")
    return t("effect.placebo.years", count=found.number, p=p_words(found.p))


def power_lines(answer: Study, *, plan: bool) -> list[str]:
    """What the study could see at all, and so what it is worth to begin."""
    seen, question = answer.detectable, answer.question
    if seen is None:
        return [t("effect.power.none")]
    lines = [
        t(
            "effect.power.says",
            areas=seen.areas,
            comparisons=number(seen.comparisons),
            before=seen.years_before,
            after=seen.years_after,
            smallest=size(question, seen.smallest),
        ),
        t("effect.power.plausible", plausible=size(question, seen.plausible)),
        t("effect.power.enough" if seen.enough else "effect.power.not_enough"),
    ]
    if seen.answers is not None:
        before, after = (about(each) for each in seen.answers)
        lines.append(t("effect.power.answers", before=before, after=after))
    if seen.reached is not None and seen.residents is not None and seen.most_possible is not None:
        reached, residents = about(seen.reached), about(seen.residents)
        most = size(question, seen.most_possible)
        lines.append(t("effect.power.reach", reached=reached, residents=residents, most=most))
    if plan:
        lines.append(t("effect.power.plan"))
    if not seen.enough or not seen.within_reach:
        lines.append(t("effect.power.more"))
    return lines


def displacement_words(atlas: Atlas, answer: Study) -> str:
    """Whether something has moved to the neighbours, as far as that can be said."""
    found = answer.displacement
    near = names(atlas.places[one].name for one in found.neighbours)
    if found.state is DisplacementState.CANNOT_TELL or found.effect is None:
        key = "effect.displacement.cannot_tell_names" if near else "effect.displacement.cannot_tell"
        return t(key, names=near)
    return t(
        f"effect.displacement.{found.state}",
        names=near,
        effect=estimate_words(answer.question, found.effect),
        detectable=size(answer.question, found.detectable or 0),
    )


def separation_lines(atlas: Atlas, answer: Study) -> list[str]:
    """Whether other efforts were there at the same time, and whether they can be told apart."""
    found = answer.separation
    own = estimate_words(answer.question, found.own) if found.own else t("effect.none")
    unmeasured = found.state is SeparationState.INSEPARABLE and answer.measured is None
    lines = [t(f"effect.separation.{found.state}{'_unmeasured' if unmeasured else ''}", own=own)]
    if found.state is SeparationState.SEPARABLE and found.inflation is not None:
        lines.append(t("effect.separation.inflation", times=number(found.inflation, DECIMALS)))
    if found.undated:
        efforts = _by_id(atlas)
        lines.append(t("effect.separation.undated", names=names(efforts[one].name for one in found.undated)))
    return lines


def separation_sheet(atlas: Atlas, answer: Study) -> Sheet | None:
    """The other efforts of the same areas and years, each with its own difference where it has one; None for none."""
    others = answer.separation.others
    if not others:
        return None
    efforts = _by_id(atlas)
    columns = tuple(Column(name, t(f"effect.separation.{name}")) for name in ("effort", "kind", "period", "own"))
    rows = tuple(
        {
            "effort": Entry(efforts[one.effort_id].name),
            "kind": Entry(effort_words.kind(efforts[one.effort_id])),
            "period": Entry(effort_words.period(efforts[one.effort_id])),
            "own": Entry(estimate_words(answer.question, one.own) if one.own else t("effect.separation.not_own")),
        }
        for one in others
    )
    return Sheet("andre-indsatser", t("effect.separation.caption"), columns, rows)


def _by_id(atlas: Atlas) -> dict[str, Effort]:
    return {one.effort_id: one for one in (*atlas.efforts, *atlas.records)}


def compared_sheet(atlas: Atlas, answer: Study) -> Sheet:
    """Every area: with the effort, compared with, or left out and why."""
    question = answer.question
    roles = {one: t("effect.compared.treated") for one in question.treated}
    roles |= {one: t("effect.compared.used") for one in answer.comparisons.place_ids}
    for one in answer.comparisons.left_out:
        if one.reason is not LeftOutReason.TREATED:
            roles[one.place_id] = t("effect.compared.out", why=t(f"effect.left_out.{one.reason}"))
    columns = (Column("area", t("effect.compared.area")), Column("role", t("effect.compared.role")))
    rows = tuple({"area": Entry(atlas.places[one].name), "role": Entry(words)} for one, words in roles.items())
    return Sheet("sammenligning", t("effect.compared.caption"), columns, rows)


def reading_prose(atlas: Atlas) -> Prose:
    """How the answer is read, and what a single area can never show."""
    others = int(thresholds.SURVEY_AREAS.value) - 1
    floor = t("effect.reading.floor", count=others, all=others + 1, smallest=p_words(1 / (others + 1)))
    lines = [t(f"effect.reading.{name}") for name in ("method", "strong", "small", "several")]
    share = percent(100 * thresholds.SIGNIFICANCE.value)
    return Prose(
        (
            *lines,
            f"{floor} {t('effect.reading.floor_hard', significance=share)}",
            *filter(None, [clear_condition(atlas)]),
        )
    )
