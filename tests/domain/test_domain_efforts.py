"""Efforts: there in a year, documented, unknown or beyond the record."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Presence, Stage, presence
from sikkerby_geo.facts.efforts import KIND, OVERLAY, OVERLAYS, EffortKind
from tests.toytown import partnership, upgrade

RECORD = 2024
ACTIVE, DOCUMENTED, INACTIVE = Presence.ACTIVE, Presence.DOCUMENTED, Presence.INACTIVE


@pytest.mark.parametrize(
    ("year", "then"), [(2014, INACTIVE), (2015, ACTIVE), (2017, ACTIVE), (2018, ACTIVE), (2019, INACTIVE)]
)
def test_a_period_counts_from_its_start_to_its_end(year: int, then: Presence):
    assert presence(partnership(start_year=2015, end_year=2018), year, RECORD) is then


@pytest.mark.parametrize(("year", "then"), [(2017, INACTIVE), (2018, DOCUMENTED), (2019, INACTIVE)])
def test_without_a_period_only_the_documented_year_counts(year: int, then: Presence):
    known = partnership(start_year=None, end_year=None, documented_year=2018, stage=Stage.DOCUMENTED)
    assert presence(known, year, RECORD) is then


@pytest.mark.parametrize(
    ("year", "then"), [(2019, INACTIVE), (2020, ACTIVE), (2021, ACTIVE), (2022, DOCUMENTED), (2023, INACTIVE)]
)
def test_a_start_without_an_end_counts_until_it_was_last_documented(year: int, then: Presence):
    assert presence(partnership(start_year=2020, end_year=None, documented_year=2022), year, RECORD) is then


def test_a_start_alone_documents_that_year_only():
    alone = partnership(start_year=2020, end_year=None)
    assert [presence(alone, year, RECORD) for year in (2019, 2020, 2021)] == [INACTIVE, DOCUMENTED, INACTIVE]


@pytest.mark.parametrize("kind", [KIND["safety_partnership"], KIND["cooperation"]], ids=["agreed", "loose"])
def test_without_any_year_the_year_is_unknown_whatever_the_year(kind: EffortKind):
    unknown = partnership(start_year=None, end_year=None, documented_year=None, kind=kind)
    assert {presence(unknown, year, RECORD) for year in range(2009, 2025)} == {Presence.YEAR_UNKNOWN}
    assert presence(upgrade(start_year=None, end_year=None), 2020, RECORD) is Presence.YEAR_UNKNOWN


@pytest.mark.parametrize("stage", [Stage.ENDED, Stage.DOCUMENTED])
def test_after_the_record_nothing_is_known_of_a_period(stage: Stage):
    known = partnership(start_year=2021, end_year=2028, stage=stage)
    assert presence(known, 2024, RECORD) is ACTIVE
    assert presence(known, 2025, RECORD) is Presence.RECORD_ENDS
    assert presence(known, 2025, None) is ACTIVE


@pytest.mark.parametrize(("year", "then"), [(2017, INACTIVE), (2018, ACTIVE), (2019, ACTIVE), (2030, ACTIVE)])
def test_a_lamp_still_burns_the_next_year_and_after_the_record(year: int, then: Presence):
    assert presence(upgrade(start_year=2018, end_year=2018), year, RECORD) is then


def test_orientation_is_always_there():
    station = partnership(overlay=OVERLAY["stationer"], start_year=None, end_year=None)
    assert presence(station, 1999, RECORD) is ACTIVE


def test_every_row_of_every_overlay_is_an_effort_and_none_is_two(atlas: Atlas):
    for overlay_table in {overlay.table for overlay in OVERLAYS if not overlay.own}:
        rows = atlas.snapshot.table(overlay_table)
        ids = [effort.effort_id for effort in atlas.efforts if effort.overlay.table == overlay_table]
        assert sorted(ids) == sorted(rows.iloc[:, 0])


def test_every_effort_with_a_place_has_its_shape(atlas: Atlas):
    for effort in atlas.efforts:
        if effort.located:
            column = effort.overlay.columns.effort_id
            ids = {place_id for layer in effort.overlay.layers for place_id in atlas.layer(layer)[column]}
            assert effort.effort_id in ids


def test_efforts_of_a_place_are_those_of_its_areas_without_orientation(atlas: Atlas):
    found = atlas.efforts_in(atlas.places["lu-lund"])
    halves = [atlas.efforts_in(atlas.places[half]) for half in ("indre-lund", "ydre-lund")]
    assert set(found) == set(halves[0]) | set(halves[1])
    assert not any(effort.overlay.timeless for effort in found)


@pytest.mark.parametrize(
    ("effort", "symbol"),
    [
        (partnership(kind=KIND["safety_partnership"]), "partnership"),
        (partnership(kind=KIND["police_partnership"]), "partnership"),
        (partnership(kind=KIND["cooperation"]), "partnership"),
        (partnership(kind=KIND["hotspot"]), "hotspot"),
        (upgrade(), "lighting"),
        (upgrade(kind=KIND["other_upgrade"], overlay=OVERLAY["andet"]), "other_upgrade"),
    ],
)
def test_the_symbol_is_the_kind_of_area_or_upgrade(effort: Effort, symbol: str):
    assert effort.kind.symbol == symbol
