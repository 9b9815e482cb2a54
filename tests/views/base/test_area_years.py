"""Years with those that are not clear marked, and a place's years area by area."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import LONG_RULE
from sikkerby_geo.views.base.area_years import areas_line, marked_years, newest_areas_line, years_by_area
from tests.views.asking import danish

SURE, UNSURE, BOUND = FlagState.FLAGGED_SURE, FlagState.FLAGGED_UNSURE, FlagState.FLAGGED_BOUND


def test_a_run_of_years_breaks_where_it_is_no_longer_clear() -> None:
    states = {2015: SURE, 2016: UNSURE, 2017: UNSURE, 2018: SURE, 2019: BOUND, 2021: UNSURE}
    assert marked_years(states) == "2015, 2016–2017 (ikke klart), 2018–2019 og 2021 (ikke klart)"


def test_a_place_of_two_areas_names_them_with_their_years(atlas: Atlas) -> None:
    told = years_by_area(atlas, atlas.places["lu-lund"], LONG_RULE)
    assert told.startswith(danish("Over 10~% utrygge: Indre Lund i "))
    assert ", Ydre Lund i " in told


def test_only_larger_places_are_told_what_the_goal_is_about(atlas: Atlas) -> None:
    line = "Målet gælder undersøgelsens 13 områder (kommunen kalder dem bydele): dér var det 5."
    assert areas_line(atlas, LONG_RULE, Level.BYDEL, 2017) == line
    assert areas_line(atlas, LONG_RULE, Level.SURVEY_AREA, 2017) == ""
    assert newest_areas_line(atlas, LONG_RULE).endswith(danish("5 af dem lå over 10~% i 2020."))
