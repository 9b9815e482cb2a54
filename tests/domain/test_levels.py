"""Going up the levels: counts add, shares are weighted, bounds become a range."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState, flag
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis
from sikkerby_geo.domain.figures.levels import combine_figures, combine_ranges, observation_of_place, weights_near
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.domain.figures.resolving import Record, observations_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR, Kind
from sikkerby_geo.facts.rules import RULE, Range
from tests.toytown import cell, figure, gazetteer, population_table, source, table

INSECURE = INDICATOR["insecure_neighbourhood"]
OVER_10 = RULE["over_10_insecure"]
TOWN = gazetteer()
DOUBLE = TOWN["lu-dobbelt"]
NEW_YEAR = date(2020, 1, 1)
PEOPLE = st.integers(1, 100_000)
PRINTED = st.integers(0, 1000).map(lambda tenths: tenths / 10)
"""Shares as they are printed: with one decimal at most."""


def combined(nord, oest, year: int = 2020, population=None):
    """The cell of the lokaludvalg of Nord (1,000 people) and Øst (3,000)."""
    weights = population_table() if population is None else population
    return observation_of_place(DOUBLE, {"nord": nord, "oest": oest}, INSECURE, year, weights)


@st.composite
def shares(draw) -> Range:
    low, high = sorted((draw(st.floats(0, 100)), draw(st.floats(0, 100))))
    return Range(low, high, draw(st.booleans()), draw(st.booleans()))


def test_a_share_is_weighted_with_the_people_who_live_there():
    known = combined(cell(20), cell(8))
    assert known.figure.value == pytest.approx((1000 * 20 + 3000 * 8) / 4000)
    assert known.figure.computed
    assert known.figure.answers.count == 600
    assert known.figure.interval.low < 11 < known.figure.interval.high


def test_the_interval_of_a_combined_share_follows_the_variance_of_a_weighted_sum():
    variance = (0.25**2 * 20 * 80 + 0.75**2 * 8 * 92) / 300
    known = combined(cell(20, count=300), cell(8, count=300)).figure
    assert known.effective_answers == pytest.approx(11 * 89 / variance)


@pytest.mark.parametrize("order", [1, -1])
def test_a_combined_figure_is_no_better_known_than_its_worst_part(order: int):
    """Known and assumed answers together are assumed, whichever part comes first."""
    known = replace(figure(10), answers=Answers(300, AnswersBasis.KNOWN))
    assumed = replace(figure(10), answers=Answers(300, AnswersBasis.ASSUMED))
    parts = dict(zip(("nord", "oest"), (known, assumed)[::order], strict=True))
    assert combine_figures(parts, {"nord": 0.5, "oest": 0.5}).answers.basis is AnswersBasis.ASSUMED


@given(nord=PRINTED, oest=PRINTED, people=PEOPLE, others=PEOPLE)
def test_a_combined_share_lies_within_the_range_of_its_parts(nord: float, oest: float, people: int, others: int):
    weights = weights_near(NEW_YEAR, DOUBLE.members, population_table(people={"nord": people, "oest": others}))
    known = combine_figures({"nord": figure(nord), "oest": figure(oest)}, weights.shares(DOUBLE.members))
    assert min(nord, oest) <= known.value <= max(nord, oest)
    assert known.interval.low - 1e-9 <= known.value <= known.interval.high + 1e-9


@given(nord=shares(), oest=shares(), people=PEOPLE, others=PEOPLE)
def test_combined_bounds_lie_within_the_bounds_of_their_parts(nord: Range, oest: Range, people: int, others: int):
    weights = {"nord": people / (people + others), "oest": others / (people + others)}
    both = combine_ranges({"nord": nord, "oest": oest}, weights)
    assert min(nord.low, oest.low) <= both.low <= max(nord.low, oest.low)
    assert min(nord.high, oest.high) <= both.high <= max(nord.high, oest.high)
    assert both.low <= both.high


@given(percent=st.integers(0, 100), people=PEOPLE, others=PEOPLE)
def test_two_equal_shares_make_the_same_share_and_the_same_flag(percent: int, people: int, others: int):
    weights = population_table(people={"nord": people, "oest": others})
    both = combined(cell(percent), cell(percent), population=weights)
    assert both.figure.value == percent
    assert flag(both, OVER_10).state.flagged is (percent > 10)


@given(nord=PEOPLE, oest=PEOPLE)
def test_weights_sum_to_one_and_people_are_kept(nord: int, oest: int):
    weights = weights_near(NEW_YEAR, DOUBLE.members, population_table(people={"nord": nord, "oest": oest}))
    assert sum(weights.population.values()) == nord + oest
    assert sum(weights.shares(DOUBLE.members).values()) == pytest.approx(1)


@pytest.mark.parametrize(
    ("nord", "oest", "state"),
    [
        (Range.bounded("<=", 10), Range.bounded("<=", 10), FlagState.CLEAR_BOUND),
        (Range.bounded(">", 10), Range.bounded(">", 10), FlagState.FLAGGED_BOUND),
        (Range.exactly(10), Range.bounded(">", 10), FlagState.FLAGGED_BOUND),
        (Range.bounded("<=", 10), Range.bounded(">", 10), FlagState.NO_FIGURE),
        (Range.exactly(14), Range.bounded("<=", 10), FlagState.NO_FIGURE),
        (Range.exactly(60), Range.bounded("<=", 10), FlagState.FLAGGED_BOUND),
        (Range.bounded("<=", 2), Range.exactly(4), FlagState.CLEAR_BOUND),
    ],
)
def test_a_flag_follows_bounds_only_if_the_whole_range_lies_on_one_side(nord: Range, oest: Range, state: FlagState):
    both = combined(cell(share=nord), cell(share=oest))
    assert both.figure is None
    assert both.missing is MissingReason.ONLY_BOUND
    assert flag(both, OVER_10).state is state


def test_a_range_is_the_weighted_range_of_the_bounds():
    both = combined(cell(14), cell(share=Range.bounded("<=", 10)))
    assert both.flag_range == Range(0.25 * 14, 0.25 * 14 + 0.75 * 10)


def test_a_figure_that_its_flag_does_not_believe_keeps_the_range():
    doubted = combined(cell(10, share=Range.bounded(">", 10)), cell(10))
    assert doubted.figure.value == 10
    assert doubted.flag_range.low_open
    assert flag(doubted, OVER_10).disputed


@pytest.mark.parametrize("place_id", ["lu-vest", "lu-syd"])
def test_a_place_of_one_area_equals_its_area(place_id: str):
    area = TOWN[place_id].members[0]
    said = {"measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse", "source_id": "kommunen"}
    survey = table("survey", [said | {"year": 2020, "area_id": area, "percent": 12}])
    found = observations_of(INSECURE, Record(lambda name: survey, TOWN, {"kommunen": source()}, population_table(), {}))
    known, same = found[area, 2020], found[place_id, 2020]
    assert (same.figure, same.flag_range, same.claims) == (known.figure, known.flag_range, known.claims)
    assert same.place_id == place_id
    assert not same.figure.computed


def test_places_of_one_area_have_their_areas_flags(atlas: Atlas):
    for (rule_id, place_id, year), found in atlas.flags.items():
        members = atlas.places[place_id].members
        if len(members) == 1:
            assert found == atlas.flags[rule_id, members[0], year]


def test_every_computed_figure_lies_within_its_parts_and_every_computed_count_is_their_sum(atlas: Atlas):
    computed: Counter[Kind] = Counter()
    for (measure, place_id, year), whole in atlas.observations.items():
        if whole.figure and whole.figure.computed:
            parts = [atlas.observation(measure, member, year).figure.value for member in atlas.places[place_id].members]
            if INDICATOR[measure].kind is Kind.COUNT:
                assert whole.figure.value == sum(parts)
            else:
                assert min(parts) <= whole.figure.value <= max(parts)
            computed[INDICATOR[measure].kind] += 1
    assert computed[Kind.COUNT]
    assert computed[Kind.RATE]
    assert computed[Kind.SAMPLE_SHARE] > 10


def test_the_figures_of_a_place_are_not_combined_before_2015_either(atlas: Atlas):
    early = [known for (_, _, year), known in atlas.observations.items() if year < 2015 and known.figure]
    assert early
    assert not any(known.figure.computed for known in early)


def test_a_half_known_by_a_bound_only_leaves_the_whole_undecided_or_decided_by_the_range(atlas: Atlas):
    undecided = atlas.observation("insecure_neighbourhood", "lu-lund", 2015)
    assert undecided.flag_range.low < 10 < undecided.flag_range.high
    assert atlas.flag(OVER_10, "lu-lund", 2015).state is FlagState.NO_FIGURE
    assert atlas.observation("insecure_neighbourhood", "bydel-7", 2015).flag_range == Range(0, 10)
    assert atlas.flag(OVER_10, "bydel-7", 2015).state is FlagState.CLEAR_BOUND


def test_a_place_of_two_levels_with_the_same_areas_has_the_same_figure(atlas: Atlas):
    known = atlas.observation("insecure_neighbourhood", "lu-lund", 2017).figure
    assert 11 < known.value < 16
    assert known.answers.basis is AnswersBasis.ESTIMATED
    assert atlas.observation("insecure_neighbourhood", "bydel-6", 2017).figure == known


@pytest.mark.parametrize("year", [2016, 2020, 2025])
def test_population_adds_up_the_levels(atlas: Atlas, year: int):
    population = atlas.snapshot.table("population")
    areas = [place.place_id for place in atlas.places.at(Level.SURVEY_AREA)]
    whole = weights_near(date(year, 1, 1), tuple(areas), population)
    for level in Level:
        parts = [sum(whole.population[member] for member in place.members) for place in atlas.places.at(level)]
        assert sum(parts) == sum(whole.population.values())


@pytest.mark.parametrize(
    "population",
    [
        population_table(day="2017-06-01"),
        population_table(people={"nord": 1000}),
        table("population", []),
    ],
    ids=["too old", "one part only", "none"],
)
def test_without_weights_there_is_a_reason_and_no_figure(population):
    both = combined(cell(20), cell(8), population=population)
    assert (both.figure, both.flag_range, both.missing) == (None, None, MissingReason.NO_WEIGHTS)


def test_weights_of_a_date_come_from_one_source():
    mixed = population_table(people={"nord": 1000})
    other = population_table(people={"oest": 3000}).assign(source_id="avisen")
    assert (
        weights_near(
            NEW_YEAR, DOUBLE.members, table("population", [*mixed.to_dict("records"), *other.to_dict("records")])
        )
        is None
    )


def test_the_nearest_date_is_used():
    near = population_table(day="2020-02-01", people={"nord": 500, "oest": 500})
    far = population_table(day="2019-07-01")
    both = table("population", [*far.to_dict("records"), *near.to_dict("records")])
    assert weights_near(NEW_YEAR, DOUBLE.members, both).day == date(2020, 2, 1)


def test_a_part_without_figure_leaves_the_whole_without_one_and_is_named():
    both = combined(cell(20), cell(place_id="oest"))
    assert (both.figure, both.flag_range, both.missing) == (None, None, MissingReason.PARTS_MISSING)
    assert both.missing_detail == ("oest",)


def test_nothing_is_combined_before_2015():
    people = population_table(day="2014-01-01")
    assert combined(cell(20, year=2014), cell(8, year=2014), year=2014, population=people).figure is None
    assert combined(cell(20, year=2015), cell(8, year=2015), year=2015, population=people).figure is not None
