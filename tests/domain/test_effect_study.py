"""Whole studies in the toy city: effects that were planted are found, and what cannot be measured says why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.answer import (
    CheckState,
    DisplacementState,
    LeftOut,
    LeftOutReason,
    Note,
    Phase,
    Reason,
    SeparationState,
    Verdict,
)
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.study import automatic_comparisons, detectable, study
from sikkerby_geo.facts.problems import UnknownPlaceError
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from tests.domain.effect_city import OUTCOME, YEARS, asked, counted, effort, quiet, with_efforts
from tests.toytown.city import AREAS

FAR = ("aaby", "fjordby", "kongens-mose")
"""Three areas of which none borders on another, and which leave four that border on none of them."""


@pytest.fixture(scope="module")
def town(atlas: Atlas) -> Atlas:
    """The toy city without efforts."""
    return with_efforts(atlas)


def asking(*treated: str, **more: object) -> Question:
    return replace(Question(treated or FAR, 2019, None, OUTCOME), **more)


def test_an_effect_that_was_planted_in_three_areas_is_clear(town: Atlas) -> None:
    found = study(asked(town, quiet(dict.fromkeys(FAR, -9), noise=1)), asking(lasts=True))
    assert found.verdict is Verdict.BETTER
    assert found.measured is not None
    assert found.measured.before_years == (2016, 2017, 2018)
    assert found.measured.after_years == (2020, 2021, 2022)
    assert found.measured.effect.interval.low < -9 < found.measured.effect.interval.high
    assert found.measured.false_alarms.clear <= 0.05
    assert found.measured.pre_trend.state is CheckState.PASSED
    assert found.measured.placebo_areas.can_reach
    assert found.measured.treated.change - found.measured.comparison.change == pytest.approx(
        found.measured.effect.value
    )
    assert [point.phase for point in found.measured.course if point.year == 2019] == [Phase.BETWEEN]


def test_more_where_more_is_worse_is_worse(town: Atlas) -> None:
    found = study(asked(town, quiet(dict.fromkeys(FAR, 11), noise=1)), asking(lasts=True))
    assert found.verdict is Verdict.WORSE


def test_no_effect_in_one_area_is_too_small_to_measure(town: Atlas) -> None:
    found = study(asked(town, quiet(noise=1)), asking("aaby", end=2019))
    assert found.verdict is Verdict.TOO_SMALL
    assert found.reasons == (Reason.NO_POWER, Reason.PLACEBO_CANNOT_REACH)
    assert found.detectable is not None
    assert found.detectable.smallest > found.detectable.plausible
    assert found.measured is not None
    assert found.measured.placebo_areas.smallest_p == pytest.approx(1 / 11)


def test_no_single_area_is_ever_clear(town: Atlas) -> None:
    found = study(asked(town, quiet({"ydre-lund": -12})), asking("ydre-lund", lasts=True))
    assert found.verdict is Verdict.MAYBE_BETTER
    assert Reason.PLACEBO_CANNOT_REACH in found.reasons
    assert Note.EXAGGERATED in found.notes


def test_a_fall_from_the_worst_figures_is_not_taken_for_an_effect(town: Atlas) -> None:
    """The same eight points are clear where others were worse, and chance may be all where these were the worst."""
    shares = {(area, year): 15.0 + number % 3 for number, area in enumerate(AREAS) for year in (2018, 2021)}
    shares |= {(area, 2018): 24.0 for area in FAR}
    found = study(asked(town, shares), asking())
    assert (found.verdict, found.reasons[0]) == (Verdict.TOO_SMALL, Reason.COPIES)
    assert Note.WORST_BEFORE in found.notes
    assert found.measured is not None
    assert found.measured.false_alarms.picked
    assert found.measured.false_alarms.mean_effect < -3
    worse = {(area, year): 30.0 for area in ("havnen", "oeen") for year in (2018, 2021)}
    assert study(asked(town, shares | worse), asking()).verdict is Verdict.BETTER


def test_where_a_plausible_effect_would_be_seen_none_is_not_clear(town: Atlas) -> None:
    found = study(asked(town, quiet()), asking(*tuple(AREAS)[:6], lasts=True))
    assert found.verdict is Verdict.NOT_CLEAR
    assert found.reasons == ()
    assert found.detectable is not None
    assert found.detectable.enough


def test_an_area_that_fell_behind_before_is_no_comparison(town: Atlas) -> None:
    shares = quiet()
    shares |= {(area, year): 10 + 7 * (year - 2016) for area in FAR for year in range(2016, 2023)}
    found = study(asked(town, shares), asking(lasts=True))
    assert (found.verdict, found.reasons) == (Verdict.NOT_COMPARABLE, (Reason.PRE_TREND,))
    assert found.measured is not None
    assert found.measured.pre_trend.slope is not None
    assert found.measured.pre_trend.slope.value == pytest.approx(6, abs=1)
    assert found.measured.placebo_years.number == 2


def test_a_handful_of_people_cannot_move_an_area(town: Atlas) -> None:
    city = asked(town, quiet(dict.fromkeys(FAR, -9)))
    found = study(city, asking(lasts=True, reached=400))
    assert (found.verdict, found.reasons[0]) == (Verdict.TOO_SMALL, Reason.REACH)
    assert found.detectable is not None
    assert found.detectable.most_possible is not None
    assert found.detectable.most_possible == pytest.approx(100 * 400 / 97_200), "all of them may have felt unsafe"
    assert study(city, asking(lasts=True, reached=95_000)).verdict is Verdict.BETTER


def test_gaps_are_gaps(town: Atlas) -> None:
    shares = quiet()
    nothing_before = {key: share for key, share in shares.items() if key[0] != "aaby" or key[1] > 2018}
    assert study(asked(town, nothing_before), asking("aaby")).reasons == (Reason.NO_FIGURE_BEFORE,)
    nothing_after = {key: share for key, share in shares.items() if key[0] != "aaby" or key[1] < 2019}
    found = study(asked(town, nothing_after), asking("aaby"))
    assert (found.verdict, found.reasons) == (Verdict.NOT_MEASURABLE, (Reason.NO_FIGURE_AFTER,))
    assert found.detectable is not None
    assert found.displacement.state is DisplacementState.CANNOT_TELL
    few = {key: share for key, share in shares.items() if key[0] in tuple(AREAS)[:4] or key[1] < 2019}
    assert study(asked(town, few), asking("aaby")).reasons == (Reason.TOO_FEW_COMPARISONS,)
    assert study(asked(town, shares, doubted=["aaby"]), asking("aaby")).reasons == (Reason.DOUBTED,)
    one_gap = {key: share for key, share in shares.items() if key != ("dalum", 2017)}
    found = study(asked(town, one_gap), asking("aaby"))
    assert LeftOut("dalum", LeftOutReason.NO_FIGURE) in found.comparisons.left_out
    own_gap = {key: share for key, share in shares.items() if key != ("aaby", 2017)}
    found = study(asked(town, own_gap), asking("aaby"))
    assert found.measured is not None
    assert found.measured.before_years == (2016, 2018)
    assert [point.treated for point in found.measured.course if point.year == 2017] == [None]


def test_nothing_is_compared_across_a_break(town: Atlas) -> None:
    shares = {(area, year): 12.0 for area in AREAS for year in (2013, 2014, 2016, 2017)}
    found = study(asked(town, shares), replace(asking("aaby"), start=2015))
    assert found.verdict is Verdict.NOT_MEASURABLE
    assert found.reasons == (Reason.ACROSS_BREAK,)


def test_neighbours_and_the_same_kind_are_left_out_while_enough_are_left(atlas: Atlas) -> None:
    city = asked(
        with_efforts(
            atlas, effort(atlas, "own", ("aaby",), 2019, 2021), effort(atlas, "same", ("oeen", "dalum"), 2018, 2020)
        ),
        quiet(),
    )
    asks = asking("aaby", effort_ids=("own",))
    found = automatic_comparisons(city, asks)
    why = {left.place_id: left.reason for left in found.left_out}
    assert why == {
        "aaby": LeftOutReason.TREATED,
        "bakken": LeftOutReason.NEIGHBOUR,
        "indre-lund": LeftOutReason.NEIGHBOUR,
        "dalum": LeftOutReason.SAME_KIND,
        "oeen": LeftOutReason.SAME_KIND,
    }
    assert len(found.place_ids) == 8
    chosen = study(city, replace(asks, comparisons=("bakken", "oeen", "havnen", "vestmark")))
    assert {Note.NEIGHBOURS_COMPARED, Note.SAME_KIND_COMPARED} <= set(chosen.notes)
    assert not chosen.comparisons.automatic
    crowded = study(city, asking(*tuple(AREAS)[1:6]))
    assert Note.NEIGHBOURS_COMPARED in crowded.notes


def test_what_moved_to_the_neighbours_is_seen(town: Atlas) -> None:
    moved = {"aaby": -9.0, "bakken": 12.0, "indre-lund": 12.0}
    found = study(asked(town, quiet(moved)), asking("aaby", lasts=True))
    assert found.displacement.state is DisplacementState.WORSE
    assert found.displacement.neighbours == ("bakken", "indre-lund")
    assert study(asked(town, quiet()), asking("aaby", lasts=True)).displacement.state is DisplacementState.NONE_SEEN


def test_neighbours_are_never_held_against_themselves(town: Atlas) -> None:
    """A reader may compare with neighbours; what moved to them is seen beside the others alone."""
    asks = asking("aaby", lasts=True, comparisons=("bakken", "dalum", "engvang", "fjordby", "havnen"))
    found = study(asked(town, quiet({"aaby": -9.0, "bakken": 12.0, "indre-lund": 12.0})), asks)
    assert found.displacement.effect is not None
    assert found.displacement.effect.value == pytest.approx(12, abs=0.5)
    fewer = replace(asks, comparisons=("bakken", "dalum", "engvang", "fjordby"))
    assert study(asked(town, quiet()), fewer).displacement.state is DisplacementState.CANNOT_TELL


def test_efforts_of_the_same_areas_and_years_cannot_be_told_apart(atlas: Atlas) -> None:
    own, twin = effort(atlas, "own", FAR, 2019, 2022), effort(atlas, "twin", FAR, 2019, 2022)
    part, undated = effort(atlas, "part", ("aaby",), 2021, 2022), effort(atlas, "some-day", ("aaby",), None, None)
    asks = asking(effort_ids=("own",))
    shares = quiet(dict.fromkeys(FAR, -9))
    found = study(asked(with_efforts(atlas, own, twin), shares), asks)
    assert found.separation.state is SeparationState.INSEPARABLE
    assert Note.INSEPARABLE in found.notes
    assert [other.effort_id for other in found.separation.others] == ["twin"]
    found = study(asked(with_efforts(atlas, own, part, undated), shares), asks)
    assert found.separation.state is SeparationState.SEPARABLE
    assert found.separation.own is not None
    assert found.separation.own.value == pytest.approx(-9, abs=1)
    assert found.separation.inflation is not None
    assert found.separation.inflation > 1
    assert found.separation.undated == ("some-day",)
    before = effort(atlas, "before", ("aaby",), 2010, 2012)
    assert study(asked(with_efforts(atlas, own, before), shares), asks).separation.state is SeparationState.ALONE


def test_counts_are_measured_in_per_cent_of_the_rate(town: Atlas) -> None:
    counts = {
        (area, year): round(row[5] / 60 * (1 + number / 20) * (0.7 if area in FAR and year > 2019 else 1))
        for number, (area, row) in enumerate(AREAS.items())
        for year in range(2017, 2023)
    }
    found = study(counted(town, counts), asking(outcome="straffelov", lasts=True))
    assert found.verdict is Verdict.BETTER
    assert found.measured is not None
    assert found.measured.effect.value == pytest.approx(-30, abs=1)
    assert found.measured.effect.interval.high < -25
    assert found.detectable is not None
    assert 0 < found.detectable.smallest < 20


def test_before_the_money_is_spent(town: Atlas) -> None:
    city = asked(town, quiet())
    seen = [detectable(city, replace(asking(*tuple(AREAS)[:many]), start=2030)) for many in (1, 2, 4, 6)]
    sizes = [each.smallest for each in seen if each is not None]
    assert len(sizes) == 4
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 5 > sizes[-1]
    assert seen[0] is not None
    assert (seen[0].years_before, seen[0].years_after) == (3, 3)


def test_of_one_year_before_a_plan_never_says_that_it_could_be_seen(town: Atlas) -> None:
    """What areas do by themselves is not known then, and would make the size larger."""
    city = asked(town, quiet())
    plan = replace(asking(*tuple(AREAS)[:6]), start=2030)
    known = detectable(city, plan)
    assert known is not None
    alone = detectable(city, replace(plan, before=(YEARS[-1],)))
    assert alone is not None
    assert (known.movement_known, alone.years_before, alone.movement_known) == (True, 1, False)
    assert not replace(alone, smallest=0.1).enough


def test_one_area_alone_can_never_be_clear(town: Atlas) -> None:
    city = asked(town, quiet())
    one, six = (detectable(city, replace(asking(*tuple(AREAS)[:count]), start=2030)) for count in (1, 6))
    assert one is not None
    assert six is not None
    assert (one.may_be_clear, six.may_be_clear) == (False, True)


def test_the_switch_decides_under_what_it_must_hold(town: Atlas) -> None:
    city = asked(town, quiet(dict.fromkeys(FAR, -6)))
    strict = study(city.under(CLEAR_UNDER["large_design_effect"]), asking(lasts=True)).measured
    usual = study(city, asking(lasts=True)).measured
    assert strict is not None
    assert usual is not None
    assert list(strict.p_values) == ["large_design_effect"]
    assert strict.p_values["large_design_effect"] > usual.p_values["design_effect"]


def test_years_that_are_asked_for_are_those_compared(town: Atlas) -> None:
    found = study(asked(town, quiet()), asking("aaby", before=(2017,), after=(2021, 2022)))
    assert found.measured is not None
    assert (found.measured.before_years, found.measured.after_years) == ((2017,), (2021, 2022))


@pytest.mark.parametrize(
    ("treated", "more"),
    [
        (("aaby", "aaby"), {}),
        (("aaby",), {"comparisons": ("aaby", "oeen")}),
        (("aaby",), {"end": 2010}),
        (("aaby",), {"before": (2020,)}),
        (("aaby",), {"after": (2016,)}),
        (("aaby",), {"outcome": "median_income"}),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    town: Atlas, treated: tuple[str, ...], more: dict[str, object]
) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        study(town, asking(*treated, **more))


def test_a_place_that_is_no_survey_area_is_refused(town: Atlas) -> None:
    with pytest.raises(UnknownPlaceError):
        study(town, asking("lu-lund"))
