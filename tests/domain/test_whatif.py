"""What a drawn area reaches: whole districts give their whole population, cuts keep totals, faults are told."""

from __future__ import annotations

from datetime import date

import pytest
from shapely.geometry import box

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.intervals import Answers, AnswersBasis
from sikkerby_geo.domain.whatif import (
    answers_expected,
    answers_needed,
    circle_from,
    polygon_from,
    scenario,
)
from sikkerby_geo.facts.problems import SikkerByError

DAY = date(2026, 1, 1)


def area(atlas: Atlas, place_id: str):
    layer = atlas.layer("survey_areas_layer")
    return layer.geometry[layer.area_id == place_id].iloc[0]


def test_a_whole_district_reaches_its_whole_population(atlas: Atlas) -> None:
    found = scenario(atlas, "Valby", area(atlas, "valby"), DAY)
    assert found.reach[0].place_id == "valby"
    assert found.reach[0].share_of_land == pytest.approx(1, abs=1e-6)
    assert found.residents == pytest.approx(66391, rel=1e-3)


def test_totals_survive_a_cut_in_two(atlas: Atlas) -> None:
    shape = area(atlas, "bispebjerg")
    west, south, east, north = shape.bounds
    middle = (west + east) / 2
    halves = [shape.intersection(box(west, south, middle, north)), shape.intersection(box(middle, south, east, north))]
    parts = [scenario(atlas, "halv", half, DAY) for half in halves]
    whole = scenario(atlas, "hel", shape, DAY)
    assert sum(part.km2 for part in parts) == pytest.approx(whole.km2, rel=1e-3)
    assert sum(part.residents for part in parts) == pytest.approx(whole.residents, rel=1e-3)


def test_a_circle_has_the_area_of_its_radius(atlas: Atlas) -> None:
    found = scenario(atlas, "cirkel", circle_from(12.533, 55.713, 300), DAY)
    assert found.km2 == pytest.approx(0.2827, rel=0.02)


def test_what_is_there_already_is_listed(atlas: Atlas) -> None:
    names = {effort.name for effort in scenario(atlas, "Husum", area(atlas, "broenshoej-husum"), DAY).efforts}
    assert any("Tingbjerg" in name for name in names)


@pytest.mark.parametrize(
    ("corners", "key"),
    [([(12.5, 55.7), (12.6, 55.7)], "problem.too_few_corners"), ([(12.5, 55.7)] * 5, "problem.too_few_corners")],
)
def test_too_few_corners_are_told(corners: list[tuple[float, float]], key: str) -> None:
    with pytest.raises(SikkerByError) as caught:
        polygon_from(corners)
    assert caught.value.key == key


def test_corners_on_a_line_are_told() -> None:
    with pytest.raises(SikkerByError) as caught:
        polygon_from([(12.5, 55.7), (12.55, 55.7), (12.6, 55.7)])
    assert caught.value.key == "problem.no_area"


def test_outside_the_city_is_told(atlas: Atlas) -> None:
    with pytest.raises(SikkerByError) as caught:
        scenario(atlas, "Roskilde", circle_from(12.08, 55.64, 500), DAY)
    assert caught.value.key == "problem.outside_city"


def test_answers_needed_falls_with_the_size_of_the_change() -> None:
    needed = [answers_needed(15, points) for points in (2, 5, 10)]
    assert needed == sorted(needed, reverse=True)
    assert 900 < answers_needed(15, 5) < 1000


def test_todays_survey_brings_few_answers_from_a_small_place(atlas: Atlas) -> None:
    found = scenario(atlas, "cirkel", circle_from(12.533, 55.713, 300), DAY)
    population = {part.place_id: 55730 for part in found.reach}
    expected = answers_expected(found, Answers(231, AnswersBasis.ASSUMED), population)
    assert 0 < expected < 30
