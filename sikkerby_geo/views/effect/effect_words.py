"""An effect in words: its size with interval, the verdict, why it is no stronger, and what must be said beside it."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Estimate, Note, Reason, Study, Verdict
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.facts import thresholds
from sikkerby_geo.text import first_upper, names, number, percent, t
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.rough_counts import about
from sikkerby_geo.views.effect.ask import Asked, outcome_words, subject_words, where_words

DECIMALS = 1
P_DECIMALS = 3
ROUGH_P = 0.1
"""From here on a p-value has one decimal fewer."""


def signed(value: float) -> str:
    """A change as a number with its sign: +4,2, −1,0, 0,0."""
    rounded = round(value, DECIMALS)
    if rounded == 0:
        return number(0, DECIMALS)
    return t("effect.plus" if rounded > 0 else "effect.minus", value=number(abs(rounded), DECIMALS))


def size(question: Question, value: float) -> str:
    """A size without a sign, in the unit of the question: 8 procentpoint, 20 % af raten."""
    return _in_unit(question, number(value, DECIMALS if value != round(value) else 0))


def effect_words(question: Question, value: float) -> str:
    """An effect with its sign, in the unit of the question: −4,2 procentpoint, −12,0 % af raten."""
    return _in_unit(question, signed(value))


def _in_unit(question: Question, value: str) -> str:
    return t("effect.points" if question.of_shares else "effect.rate", value=value)


def estimate_words(question: Question, found: Estimate) -> str:
    """An effect with its 95 % interval: −4,2 procentpoint (95 % interval −11,0 til +2,6)."""
    low, high = signed(found.interval.low), signed(found.interval.high)
    return t("effect.interval", value=effect_words(question, found.value), low=low, high=high)


def p_words(p: float) -> str:
    """A p-value with no more decimals than say anything: 0,40, 0,077; what is smaller is told as such."""
    least = 10.0**-P_DECIMALS
    if p < least:
        return f"< {number(least, P_DECIMALS)}"
    return number(p, P_DECIMALS if p < ROUGH_P else P_DECIMALS - 1)


def headline(atlas: Atlas, found: Asked, answer: Study) -> Headline:
    """The verdict in one sentence, and how sure that is; of a plan, whether it could be seen at all."""
    if not found.efforts:
        return Headline(plan_title(atlas, answer), plan_certainty(answer))
    subject, where = subject_words(found), where_words(atlas, answer.question)
    title = t(f"effect.title.{answer.verdict}", subject=first_upper(subject), where=where)
    return Headline(title, _certainty(atlas, answer))


def _certainty(atlas: Atlas, answer: Study) -> str:
    outcome, verdict, measured = outcome_words(answer.question.outcome), answer.verdict, answer.measured
    reasons = reason_lines(atlas, answer)
    if measured is None:
        if verdict is Verdict.TOO_SMALL:
            return " ".join((t("effect.certainty.too_small_plan", outcome=outcome), *reasons[:1]))
        return t("effect.certainty.not_measurable", outcome=outcome, why=" ".join(reasons[:1]))
    effect = estimate_words(answer.question, measured.effect)
    why = " ".join(reasons[:1])
    return t(f"effect.certainty.{verdict}", outcome=outcome, effect=effect, why=why)


def alarm_words(answer: Study) -> str:
    """How often the method is alarmed where there is no effect; it stands beside every verdict."""
    if answer.measured is None:
        return t("effect.alarm.none")
    alarms = answer.measured.false_alarms
    clear, possible = alarms.clear_interval, alarms.possible_interval
    return t(
        "effect.alarm.says",
        copies=alarms.copies,
        clear=_share(alarms.clear),
        clear_low=number(100 * clear.low, DECIMALS),
        clear_high=_share(clear.high),
        possible=_share(alarms.possible),
        possible_low=number(100 * possible.low, DECIMALS),
        possible_high=_share(possible.high),
    )


def _share(value: float) -> str:
    return percent(100 * value, DECIMALS)


def reason_lines(atlas: Atlas, answer: Study) -> list[str]:
    """Why the verdict is no stronger, or why there is none, the most important first; a plan needs no reason."""
    if not answer.question.effort_ids and answer.measured is None:
        return []
    return [_reason(atlas, answer, reason) for reason in answer.reasons]


def _reason(atlas: Atlas, answer: Study, reason: Reason) -> str:
    question, seen, measured = answer.question, answer.detectable, answer.measured
    if reason is Reason.REACH and (seen is None or seen.reached is None or seen.most_possible is None):
        return t("effect.reason.reach_unknown")
    placebo = measured.placebo_areas if measured else None
    others = placebo.number if placebo else seen.comparisons if seen else len(answer.comparisons.place_ids)
    smallest = placebo.smallest_p if placebo and placebo.smallest_p else 1 / (others + 1)
    return t(
        f"effect.reason.{reason}",
        where=where_words(atlas, question),
        start=question.start,
        count=len(answer.comparisons.place_ids),
        others=others_words(question, others),
        least=number(thresholds.EFFECT_COMPARISONS.value),
        reached=about(seen.reached) if seen and seen.reached is not None else t("effect.none"),
        residents=about(seen.residents) if seen and seen.residents is not None else t("effect.none"),
        most=size(question, seen.most_possible) if seen and seen.most_possible is not None else t("effect.none"),
        smallest=p_words(smallest)
        if reason is Reason.PLACEBO_CANNOT_REACH
        else size(question, seen.smallest)
        if seen
        else t("effect.none"),
        plausible=size(question, seen.plausible) if seen else t("effect.none"),
        all=others + 1,
    )


def others_words(question: Question, count: int) -> str:
    """On what the method is tried where there was no effort: 12 andre områder, 66 andre valg af lige så mange."""
    return t(
        "effect.placebo.count_areas" if len(question.treated) == 1 else "effect.placebo.count_choices", count=count
    )


def note_lines(answer: Study) -> list[str]:
    """What must be said beside the verdict, and that a difference is no cause."""
    found = [_note(answer, note) for note in answer.notes if note is not Note.SYNTHETIC]
    return [*found, t("effect.not_cause")] if answer.measured else found


def _note(answer: Study, note: Note) -> str:
    measured = answer.measured
    if note is Note.INSEPARABLE and measured is None:
        return t("effect.note.inseparable_unmeasured")
    expected = measured.false_alarms.mean_effect if measured else 0.0
    return t(f"effect.note.{note}", expected=effect_words(answer.question, expected))


def verdict_words(answer: Study) -> str:
    """The verdict in a few words: klart bedre, for lille til at måle."""
    return t(f"effect.verdict.{answer.verdict}")


def years_words(years: tuple[int, ...]) -> str:
    """Years in a row as a span, others one by one: 2015–2017, 2016 og 2018."""
    if len(years) > 1 and years == tuple(range(years[0], years[-1] + 1)):
        return t("effect.years_span", first=years[0], last=years[-1])
    return names(str(year) for year in years)


def plan_title(atlas: Atlas, answer: Study) -> str:
    """What a plan's headline says: whether an effect of a plausible size could be seen, whatever the effort does."""
    seen, where = answer.detectable, where_words(atlas, answer.question)
    if seen is None:
        return t("effect.plan.none", where=where)
    if not seen.movement_known and seen.smallest <= seen.plausible:
        return t("effect.plan.one_year", where=where)
    return t("effect.plan.enough" if seen.enough else "effect.plan.not_enough", where=where)


def plan_certainty(answer: Study) -> str:
    """How large an effect a plan must have to be seen."""
    seen, outcome = answer.detectable, outcome_words(answer.question.outcome)
    if seen is None:
        return t("effect.power.none")
    question = answer.question
    smallest, plausible = size(question, seen.smallest), size(question, seen.plausible)
    says = [t("effect.plan.certainty", outcome=outcome, smallest=smallest, plausible=plausible)]
    says += [] if seen.movement_known else [t("effect.plan.at_least")]
    says += [] if seen.may_be_clear else [t("effect.plan.never_clear")]
    return " ".join(says)
