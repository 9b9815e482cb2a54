"""Going up the levels on the record: real halves and wholes, and populations that add up."""

from __future__ import annotations

from datetime import date

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.levels import weights_near
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import Kind
from sikkerby_geo.facts.rules import RULE, Range

OVER_10 = RULE["over_10_insecure"]


def test_the_real_figures_are_not_combined_before_2015_either(atlas: Atlas):
    assert atlas.observation("insecure_evening", "indre-noerrebro", 2013).figure
    assert atlas.observation("insecure_evening", "ydre-noerrebro", 2013).figure
    assert atlas.observation("insecure_evening", "lu-noerrebro", 2013).figure is None
    early = [known for (_, _, year), known in atlas.observations.items() if year < 2015 and known.figure]
    assert early
    assert not any(known.figure.computed for known in early)


def test_noerrebro_2016_is_undecided_since_one_half_is_known_by_a_bound_only(atlas: Atlas):
    known = atlas.observation("insecure_neighbourhood", "lu-noerrebro", 2016)
    assert known.figure is None
    assert known.flag_range.low < 10 < known.flag_range.high
    assert atlas.flag(OVER_10, "lu-noerrebro", 2016).state is FlagState.NO_FIGURE


def test_vesterbro_kgs_enghave_2016_is_not_over_since_both_halves_are_at_most_10_percent(atlas: Atlas):
    assert atlas.observation("insecure_neighbourhood", "bydel-4", 2016).flag_range == Range(0, 10)
    assert atlas.flag(OVER_10, "bydel-4", 2016).state is FlagState.CLEAR_BOUND


def test_noerrebro_2018_lies_between_its_halves(atlas: Atlas):
    known = atlas.observation("insecure_neighbourhood", "lu-noerrebro", 2018).figure
    assert 13 < known.value < 23
    assert known.computed
    assert known.answers.basis is AnswersBasis.ESTIMATED
    assert atlas.observation("insecure_neighbourhood", "bydel-3", 2018).figure == known


def test_every_computed_figure_lies_within_its_parts(atlas: Atlas):
    computed = 0
    for (measure, place_id, year), whole in atlas.observations.items():
        if whole.figure and whole.figure.computed and whole.indicator.kind is not Kind.COUNT:
            parts = [atlas.observation(measure, member, year).figure for member in atlas.places[place_id].members]
            low, high = min(part.value - part.slack for part in parts), max(part.value + part.slack for part in parts)
            assert low <= whole.figure.value <= high
            computed += 1
    assert computed > 10


@pytest.mark.parametrize("year", [2016, 2020, 2025])
def test_population_adds_up_the_levels(atlas: Atlas, year: int):
    population = atlas.snapshot.table("population")
    areas = [place.place_id for place in atlas.places.at(Level.SURVEY_AREA)]
    whole = weights_near(date(year, 1, 1), tuple(areas), population)
    for level in Level:
        parts = [sum(whole.population[member] for member in place.members) for place in atlas.places.at(level)]
        assert sum(parts) == sum(whole.population.values())


def test_every_place_has_weights_for_every_year_of_the_survey(atlas: Atlas):
    population = atlas.snapshot.table("population")
    for members in sorted({place.members for place in atlas.places.places}):
        for year in range(2015, 2027):
            assert weights_near(date(year, 1, 1), members, population), (members, year)
