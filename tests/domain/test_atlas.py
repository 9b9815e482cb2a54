"""The atlas: complete, read-only, the same every time and whatever the order of the rows."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, replace

import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas, build_atlas
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.indicators import INDICATOR, INDICATORS, SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.facts.snapshot import Snapshot
from tests import toytown

OVER_10 = RULE["over_10_insecure"]


def test_every_measure_place_and_year_has_a_cell(atlas: Atlas):
    places = [*atlas.places.places, CITY]
    assert atlas.years == tuple(range(atlas.years[0], atlas.years[-1] + 1))
    for indicator in INDICATORS:
        for place in places:
            for year in atlas.years:
                cell = atlas.observation(indicator.indicator_id, place.place_id, year)
                assert (cell.indicator, cell.place_id, cell.year) == (indicator, place.place_id, year)
                assert (cell.figure is None) == (cell.missing is not None)


def test_the_years_run_from_the_first_to_the_last_of_the_survey(atlas: Atlas):
    assert (atlas.years[0], atlas.years[-1]) == (2013, 2025)


def test_every_rule_place_and_year_has_a_flag_and_the_city_has_none(atlas: Atlas):
    assert {rule_id for rule_id, _, _ in atlas.flags} == set(RULE)
    assert {place_id for _, place_id, _ in atlas.flags} == set(atlas.places.by_id)


def test_outside_the_tables_there_is_a_cell_without_a_figure(atlas: Atlas):
    assert atlas.observation("insecure_neighbourhood", "moellehoej", 2050).missing is MissingReason.NOT_FOUND
    assert atlas.observation("insecure_neighbourhood", "atlantis", 2017).missing is MissingReason.NOT_FOUND
    assert atlas.flag(OVER_10, "atlantis", 2017) == Flag(FlagState.NO_FIGURE)
    assert atlas.layer("atlantis_layer") is None


def test_the_atlas_is_read_only(atlas: Atlas):
    with pytest.raises(FrozenInstanceError):
        atlas.version = "another"
    key = ("insecure_neighbourhood", "moellehoej", 2017)
    with pytest.raises(FrozenInstanceError):
        atlas.observations[key].year = 2018
    with pytest.raises(FrozenInstanceError):
        atlas.observations[key].figure.value = 0
    for name in ("observations", "flags", "sources", "documented_to", "totals", "published_counts"):
        mapping = getattr(atlas, name)
        with pytest.raises(TypeError):
            mapping[next(iter(mapping))] = None


def test_building_twice_gives_equal_results(atlas: Atlas, snapshot: Snapshot):
    again = build_atlas(snapshot, "test")
    for name in ("observations", "flags", "efforts", "totals", "documented_to", "published_counts", "years"):
        assert getattr(again, name) == getattr(atlas, name), name


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_order_of_rows_does_not_matter(atlas: Atlas, snapshot: Snapshot, seed: int):
    shuffled = {name: rows.sample(frac=1, random_state=seed) for name, rows in snapshot.tables.items()}
    again = build_atlas(replace(snapshot, tables=shuffled), "test")
    for name in ("observations", "flags", "totals", "documented_to", "published_counts", "years", "sources"):
        assert getattr(again, name) == getattr(atlas, name), name
    assert again.places.places == atlas.places.places
    assert set(again.efforts) == set(atlas.efforts)


NEEDED = ("areas", "sources", "population", "survey", "crime", "context")
"""What figures are worked out from; without any of the other tables every figure is as before."""


@pytest.mark.parametrize("name", TABLES)
def test_without_one_table_the_rest_is_still_worked_out(atlas: Atlas, snapshot: Snapshot, name: str):
    rest = {other: rows for other, rows in snapshot.tables.items() if other != name}
    without = build_atlas(replace(snapshot, tables=rest), "test", None if name in NEEDED else atlas)
    if name in ("areas", "sources", "population"):
        return

    def of_others(mapping):
        return {key: found for key, found in mapping.items() if INDICATOR[key[0]].column.table != name}

    assert of_others(without.observations) == of_others(atlas.observations)
    if name != "survey":
        assert without.flags == atlas.flags


def test_figures_hang_on_no_table_but_those_they_are_worked_out_from(atlas: Atlas, snapshot: Snapshot):
    without = build_atlas(replace(snapshot, tables={name: snapshot.tables[name] for name in NEEDED}), "test")
    assert (without.observations, without.flags) == (atlas.observations, atlas.flags)


def test_without_places_or_people_what_needs_them_says_so(atlas: Atlas, snapshot: Snapshot):
    def without(name: str) -> Atlas:
        rest = {other: rows for other, rows in snapshot.tables.items() if other != name}
        return build_atlas(replace(snapshot, tables=rest), "test")

    assert without("areas").places.places == ()
    unweighted = without("population").observations.values()
    assert MissingReason.NO_WEIGHTS in {cell.missing for cell in unweighted if cell.place_id == "lu-lund"}


def test_without_sources_the_figures_stand_with_the_ids_of_their_sources(snapshot: Snapshot):
    rest = {name: rows for name, rows in snapshot.tables.items() if name != "sources"}
    cell = build_atlas(replace(snapshot, tables=rest), "test").observation("insecure_neighbourhood", "moellehoej", 2017)
    assert cell.figure.value == 21
    assert [source.title for source in cell.sources] == ["undersoegelsen"]


def test_without_the_survey_every_cell_says_that_it_cannot_be_read(snapshot: Snapshot):
    rest = {name: rows for name, rows in snapshot.tables.items() if name != "survey"}
    without = build_atlas(replace(snapshot, tables=rest), "test")
    for place in (*without.places.at(Level.SURVEY_AREA), CITY):
        assert without.observation("safe_evening", place.place_id, 2020).missing is MissingReason.UNREADABLE
    assert without.flags == {}


def test_without_the_crime_table_every_place_says_that_it_cannot_be_read(snapshot: Snapshot):
    rest = {name: rows for name, rows in snapshot.tables.items() if name != "crime"}
    without = build_atlas(replace(snapshot, tables=rest), "test")
    for place_id in ("aaby", "lu-aaby", "lu-lund"):
        assert without.observation("straffelov", place_id, 2024).missing is MissingReason.UNREADABLE
    assert without.observation("straffelov", CITY.place_id, 2024).missing is MissingReason.UNREADABLE


def test_a_town_to_check_by_hand():
    town = build_atlas(toytown.snapshot(), "toy")
    assert town.states(OVER_10, Level.SURVEY_AREA, 2020) == {
        "nord": FlagState.FLAGGED_UNSURE,
        "oest": FlagState.FLAGGED_BOUND,
        "vest": FlagState.CLEAR_SURE,
        "syd": FlagState.NO_FIGURE,
    }
    assert town.decided(OVER_10, Level.SURVEY_AREA, 2020) == 3
    assert town.flag(OVER_10, "lu-dobbelt", 2020).state is FlagState.FLAGGED_BOUND
    assert town.flag(OVER_10, "bydel-b", 2020).state is FlagState.NO_FIGURE
    assert town.observation("insecure_neighbourhood", "nord", 2020).figure.value == 12
    assert town.observation("insecure_neighbourhood", "nord", 2020).figure.answers.count == 3900 / 13
    assert town.observation("straffelov", "lu-dobbelt", 2020).figure.value == 20
    assert town.observation("straffelov", "bydel-b", 2020).figure is None
    assert [effort.effort_id for effort in town.efforts_in(town.places["bydel-a"])] == ["p-nord", "u-oest"]


def test_states_stand_in_danish_order(atlas: Atlas):
    ids = list(atlas.states(OVER_10, Level.SURVEY_AREA, 2017))
    assert ids[:2] == ["bakken", "dalum"]
    assert ids[-2:] == ["oeen", "aaby"]


def test_the_newest_cell_has_a_figure_and_nothing_newer_has(atlas: Atlas) -> None:
    for measure in SURVEY_INDICATORS:
        for place in atlas.places.places:
            found = atlas.newest(measure.indicator_id, place.place_id)
            later = [year for year in atlas.years if year >= SURVEY_FROM and (found is None or year > found.year)]
            assert found is None or found.figure is not None
            assert not [year for year in later if atlas.observation(measure.indicator_id, place.place_id, year).figure]


def test_the_newest_year_of_two_measures_need_not_be_the_same(atlas: Atlas) -> None:
    assert atlas.newest("safe_neighbourhood", "dalum").year == 2025
    assert atlas.newest("insecure_neighbourhood", "dalum").year == 2020
