"""What a drawn area reaches: whole areas give their whole population, cuts keep totals, faults are told."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.levels import weights_near
from sikkerby_geo.domain.whatif.drawings import Drawing, circle, picked, polygon, polygons, shape_of
from sikkerby_geo.domain.whatif.reach import Scenario, scenario
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.problems import SikkerByError

DAY = date(2025, 1, 1)
centres = st.tuples(st.floats(12.46, 12.62), st.floats(55.62, 55.71))


def within(atlas: Atlas, drawing: Drawing) -> Scenario:
    """What a drawing reaches; examples outside the city are left out."""
    try:
        return scenario(atlas, drawing, DAY)
    except SikkerByError as error:
        assume(error.key != "problem.outside_city")
        raise


@pytest.mark.parametrize("level", list(Level))
def test_a_whole_place_reaches_its_whole_population_and_no_neighbour(atlas: Atlas, level: Level) -> None:
    for place in atlas.places.at(level):
        found = scenario(atlas, picked(atlas, place.place_id), DAY)
        assert {part.place_id for part in found.reach} == set(place.members)
        assert all(part.share_of_land == pytest.approx(1, abs=1e-6) for part in found.reach)
        near = weights_near(DAY, place.members, atlas.snapshot.table("population"))
        assert found.residents == pytest.approx(sum(near.population.values()), rel=1e-6)


@given(at=st.floats(0.1, 0.9), level_cut=st.booleans())
@settings(max_examples=12)
def test_totals_survive_a_cut_in_two(atlas: Atlas, at: float, level_cut: bool) -> None:
    west, south, east, north = 12.49, 55.65, 12.54, 55.685
    whole = [(west, south), (east, south), (east, north), (west, north)]
    if level_cut:
        line = south + at * (north - south)
        halves = [
            [(west, south), (east, south), (east, line), (west, line)],
            [(west, line), (east, line), (east, north), (west, north)],
        ]
    else:
        line = west + at * (east - west)
        halves = [
            [(west, south), (line, south), (line, north), (west, north)],
            [(line, south), (east, south), (east, north), (line, north)],
        ]
    all_of_it = scenario(atlas, polygon(whole), DAY)
    parts = [scenario(atlas, polygon(half), DAY) for half in halves]
    assert sum(part.km2 for part in parts) == pytest.approx(all_of_it.km2, rel=1e-3)
    assert sum(part.residents for part in parts) == pytest.approx(all_of_it.residents, rel=1e-3)
    assert {effort for part in parts for effort in part.efforts} >= set(all_of_it.efforts)


@given(centre=centres, radius=st.integers(50, 5000))
@settings(max_examples=25)
def test_no_part_has_more_than_its_area_has(atlas: Atlas, centre: tuple[float, float], radius: int) -> None:
    found = within(atlas, circle(centre, radius))
    for part in found.reach:
        near = weights_near(DAY, (part.place_id,), atlas.snapshot.table("population"))
        assert 0 < part.share_of_land <= 1
        assert 0 <= part.residents <= near.population[part.place_id]
    assert found.km2 == pytest.approx(sum(part.km2 for part in found.reach))
    assert found.km2 + found.elsewhere_km2 == pytest.approx(3.1416e-6 * radius**2, rel=2e-3)


@given(centre=centres, smaller=st.integers(50, 2000), more=st.integers(1, 2000))
@settings(max_examples=15)
def test_a_larger_circle_never_reaches_less(atlas: Atlas, centre, smaller: int, more: int) -> None:
    small = within(atlas, circle(centre, smaller))
    large = scenario(atlas, circle(centre, smaller + more), DAY)
    assert large.km2 >= small.km2 - 1e-9
    assert large.residents >= small.residents - 1e-6
    assert set(large.efforts) >= set(small.efforts)


def test_an_area_and_its_own_outline_give_the_same_answer(atlas: Atlas) -> None:
    square = polygon([(12.51, 55.65), (12.53, 55.65), (12.53, 55.67), (12.51, 55.67)])
    again = scenario(atlas, polygons(shape_of(atlas, square)), DAY)
    assert again == scenario(atlas, square, DAY)


def test_residents_carry_their_day_and_source(atlas: Atlas) -> None:
    found = scenario(atlas, picked(atlas, "dalum"), DAY)
    assert found.main.population_day == DAY
    assert found.main.source_id in atlas.sources


def test_what_is_there_already_is_told_apart(atlas: Atlas) -> None:
    found = scenario(atlas, picked(atlas, "ydre-lund"), DAY)
    assert [effort.effort_id for effort in found.efforts] == ["u-lund-lys"]
    assert [effort.effort_id for effort in found.whole_area] == ["p-lund-2017"]
    assert [effort.effort_id for effort in found.unplaced] == ["h-ydre-lund"]
    there = scenario(atlas, picked(atlas, "moellehoej"), DAY).efforts
    assert {effort.effort_id for effort in there} == {"p-moellehoej-2016", "h-moellehoej", "u-moellehoej-lys"}


def test_outside_the_city_is_told(atlas: Atlas) -> None:
    with pytest.raises(SikkerByError) as caught:
        scenario(atlas, circle((12.35, 55.67), 500), DAY)
    assert caught.value.key == "problem.outside_city"


def test_without_a_population_near_there_are_no_residents(atlas: Atlas) -> None:
    found = scenario(atlas, picked(atlas, "dalum"), date(1990, 1, 1))
    assert found.residents is None
    assert found.main.place_id == "dalum"
