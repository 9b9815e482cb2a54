"""What the record can say of the efforts it knows: next to nothing, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import Note, Reason, SeparationState, Verdict
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.results import EffortResult, effort_results
from sikkerby_geo.domain.effect.study import detectable
from sikkerby_geo.facts.thresholds import SIGNIFICANCE
from tests.published.views.bounded import through


@pytest.fixture(scope="module")
def results(atlas: Atlas) -> Mapping[str, EffortResult]:
    return effort_results(through(atlas, 2026), "insecure_neighbourhood")


def test_the_partnership_in_tingbjerg_and_husum_2017_to_2020(results: Mapping[str, EffortResult]) -> None:
    """Unsafe in the neighbourhood in Brønshøj-Husum, 2016 beside 2020: 2.75 points more, from −3 to 8."""
    found = results["p-tingbjerg-husum-2017"].study
    assert found is not None
    assert (found.verdict, found.reasons) == (Verdict.TOO_SMALL, (Reason.REACH, Reason.PLACEBO_CANNOT_REACH))
    assert {Note.INSEPARABLE, Note.PRE_TREND_UNKNOWN, Note.NEIGHBOURS_COMPARED} <= set(found.notes)
    numbers, seen = found.measured, found.detectable
    assert numbers is not None
    assert seen is not None
    assert (numbers.before_years, numbers.after_years) == ((2016,), (2020,))
    assert found.comparisons.place_ids == ("amager-oest", "bispebjerg", "ydre-noerrebro", "oesterbro")
    assert numbers.effect.value == pytest.approx(2.75)
    assert numbers.effect.interval.low == pytest.approx(-3.0, abs=0.1)
    assert numbers.effect.interval.high == pytest.approx(8.2, abs=0.1)
    assert min(numbers.p_values.values()) == pytest.approx(0.66, abs=0.01)
    assert numbers.placebo_areas.smallest_p == pytest.approx(1 / 5)
    assert numbers.false_alarms.clear == 0
    assert numbers.false_alarms.possible < 0.06
    assert seen.smallest == pytest.approx(13.2, abs=0.1)
    assert seen.reached == 2 * 3113
    assert seen.most_possible == pytest.approx(9.0)  # 9 % felt unsafe; 14 % of the residents are reached
    assert found.separation.state is SeparationState.INSEPARABLE


def test_no_effort_of_the_record_has_a_clear_effect(results: Mapping[str, EffortResult]) -> None:
    verdicts = Counter(each.study.verdict for each in results.values() if each.study is not None)
    assert set(verdicts) == {Verdict.TOO_SMALL, Verdict.NOT_MEASURABLE}
    assert verdicts[Verdict.TOO_SMALL] == 5


def test_what_a_plan_could_see_of_two_years_before(atlas: Atlas) -> None:
    """Safe in the neighbourhood, 2025 and 2026, when Christianshavn fell by itself by 14 points: hardly anything."""
    sizes = {}
    for places in (("bispebjerg",), ("amager-oest", "bispebjerg", "vanloese")):
        seen = detectable(through(atlas, 2026), Question(places, 2027, 2030, "safe_neighbourhood"))
        assert seen is not None
        assert (seen.years_before, seen.years_after) == (2, 2)
        assert (seen.smallest_placebo_p > SIGNIFICANCE.value) is (len(places) == 1)
        sizes[len(places)] = round(seen.smallest, 1)
    assert sizes == {1: 18.2, 3: 7.7}
