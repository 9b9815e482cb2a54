"""Efforts: there in a year, documented, unknown or beyond the record; what is drawn and what only listed."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts import Effort, Presence, Stage, drawn, presence, stage_in
from sikkerby_geo.facts.efforts import OVERLAY, OVERLAYS
from tests.toytown import partnership, upgrade

RECORD = 2024
ACTIVE, DOCUMENTED, INACTIVE = Presence.ACTIVE, Presence.DOCUMENTED, Presence.INACTIVE


def by_id(atlas: Atlas, effort_id: str) -> Effort:
    (found,) = (effort for effort in atlas.efforts if effort.effort_id == effort_id)
    return found


@pytest.mark.parametrize(
    ("year", "then"), [(2014, INACTIVE), (2015, ACTIVE), (2017, ACTIVE), (2018, ACTIVE), (2019, INACTIVE)]
)
def test_a_period_counts_from_its_start_to_its_end(year: int, then: Presence):
    assert presence(partnership(start_year=2015, end_year=2018), year, RECORD) is then


@pytest.mark.parametrize(("year", "then"), [(2017, INACTIVE), (2018, DOCUMENTED), (2019, INACTIVE)])
def test_without_a_period_only_the_documented_year_counts(year: int, then: Presence):
    known = partnership(start_year=None, end_year=None, documented_year=2018, status="documented")
    assert presence(known, year, RECORD) is then


@pytest.mark.parametrize(
    ("year", "then"), [(2019, INACTIVE), (2020, ACTIVE), (2021, ACTIVE), (2022, DOCUMENTED), (2023, INACTIVE)]
)
def test_a_start_without_an_end_counts_until_it_was_last_documented(year: int, then: Presence):
    assert presence(partnership(start_year=2020, end_year=None, documented_year=2022), year, RECORD) is then


def test_a_start_alone_documents_that_year_only():
    alone = partnership(start_year=2020, end_year=None)
    assert [presence(alone, year, RECORD) for year in (2019, 2020, 2021)] == [INACTIVE, DOCUMENTED, INACTIVE]


@pytest.mark.parametrize("kind", ["safety_partnership", "other"])
def test_without_any_year_the_year_is_unknown_whatever_the_year(kind: str):
    unknown = partnership(start_year=None, end_year=None, documented_year=None, kind=kind)
    assert {presence(unknown, year, RECORD) for year in range(2009, 2025)} == {Presence.YEAR_UNKNOWN}
    assert presence(upgrade(start_year=None, end_year=None), 2020, RECORD) is Presence.YEAR_UNKNOWN


@pytest.mark.parametrize("status", ["period_ended", "documented"])
def test_after_the_record_nothing_is_known_of_a_period(status: str):
    known = partnership(start_year=2021, end_year=2026, status=status)
    assert presence(known, 2024, RECORD) is ACTIVE
    assert presence(known, 2025, RECORD) is Presence.RECORD_ENDS
    assert presence(known, 2025, None) is ACTIVE


@pytest.mark.parametrize(("year", "then"), [(2017, INACTIVE), (2018, ACTIVE), (2019, ACTIVE), (2026, ACTIVE)])
def test_a_lamp_still_burns_the_next_year_and_after_the_record(year: int, then: Presence):
    assert presence(upgrade(start_year=2018, end_year=2018), year, RECORD) is then


def test_orientation_is_always_there():
    station = partnership(overlay=OVERLAY["stationer"], start_year=None, end_year=None)
    assert presence(station, 1999, RECORD) is ACTIVE


@pytest.mark.parametrize(
    ("stage", "year", "then"),
    [
        (Stage.COMPLETED, 2017, Stage.DECIDED),
        (Stage.COMPLETED, 2019, Stage.DECIDED),
        (Stage.COMPLETED, 2020, Stage.COMPLETED),
        (Stage.COMPLETED, 2021, Stage.COMPLETED),
        (Stage.DECIDED, 2017, Stage.DECIDED),
        (Stage.RECOMMENDED, 2021, Stage.RECOMMENDED),
    ],
)
def test_what_was_completed_later_was_only_decided_then(stage: Stage, year: int, then: Stage):
    assert stage_in(upgrade(start_year=2015, end_year=2020, stage=stage), year) is then


def test_remiseparken_was_completed_in_2020_and_only_decided_in_2017(atlas: Atlas):
    park = by_id(atlas, "u-2020-remiseparken")
    assert stage_in(park, 2017) is Stage.DECIDED
    assert stage_in(park, 2020) is Stage.COMPLETED
    assert drawn(park, 2017, RECORD, every_year=False)
    assert not drawn(park, 2014, RECORD, every_year=False)


@pytest.mark.parametrize(
    ("effort", "one_year", "every_year"),
    [
        (partnership(), True, True),
        (partnership(start_year=2019, end_year=2020), False, True),
        (partnership(kind="other"), False, True),
        (partnership(basis="whole_district"), False, False),
        (partnership(basis="none"), False, False),
        (partnership(start_year=None, end_year=None), False, True),
        (partnership(start_year=None, end_year=None, documented_year=2018), True, True),
        (upgrade(), True, True),
        (upgrade(kind="other", overlay=OVERLAY["andet"]), True, True),
        (upgrade(stage=Stage.RECOMMENDED), True, True),
        (upgrade(stage=Stage.WISH), False, False),
        (upgrade(stage=Stage.DROPPED), False, False),
    ],
)
def test_what_is_drawn_in_2018_and_in_every_year(effort: Effort, one_year: bool, every_year: bool):
    assert drawn(effort, 2018, RECORD, every_year=False) is one_year
    assert drawn(effort, 2018, RECORD, every_year=True) is every_year


@pytest.mark.parametrize("every_year", [False, True])
@pytest.mark.parametrize("year", [2010, 2014, 2017, 2018, 2020, 2024, 2026])
def test_the_real_efforts_follow_the_rules_of_drawing(atlas: Atlas, year: int, every_year: bool):
    shown = [effort for effort in atlas.efforts if drawn(effort, year, RECORD, every_year)]
    assert shown
    assert not any(effort.stage in (Stage.WISH, Stage.DROPPED) for effort in shown)
    assert not any(effort.whole_area or effort.basis == "none" for effort in shown)
    if not every_year:
        assert not any(effort.overlay.table == "partnerships" and effort.kind == "other" for effort in shown)
    if year > RECORD and not every_year:
        assert {effort.overlay.table for effort in shown} == {"upgrades", "deprived_areas", "stations"}


def test_every_partnership_and_plan_is_beyond_the_record_in_2025(atlas: Atlas):
    agreements = [effort for effort in atlas.efforts if effort.overlay.table in ("partnerships", "housing_plans")]
    record = atlas.documented_to["partnerships"]
    assert record == atlas.documented_to["housing_plans"] == 2024
    assert {presence(effort, 2025, record) for effort in agreements} == {Presence.RECORD_ENDS}


@pytest.mark.parametrize(
    ("effort_id", "year", "then"),
    [
        ("p-tingbjerg-husum-2017", 2017, ACTIVE),
        ("p-tingbjerg-husum-2017", 2021, INACTIVE),
        ("p-tingbjerg-husum-2021", 2021, ACTIVE),
        ("p-tingbjerg-husum-2021", 2025, Presence.RECORD_ENDS),
        ("p-nordvest-2018", 2018, DOCUMENTED),
        ("p-nordvest-2018", 2019, INACTIVE),
        ("p-forum-norrebro", 2018, Presence.YEAR_UNKNOWN),
        ("h-amagerplanen", 2022, DOCUMENTED),
        ("h-hothers", 2020, Presence.YEAR_UNKNOWN),
        ("u-superkilen", 2020, Presence.YEAR_UNKNOWN),
        ("u-2008-folketspark", 2026, ACTIVE),
    ],
)
def test_real_efforts_in_real_years(atlas: Atlas, effort_id: str, year: int, then: Presence):
    effort = by_id(atlas, effort_id)
    assert presence(effort, year, atlas.documented_to.get(effort.overlay.table)) is then


def test_whole_districts_are_listed_and_never_drawn(atlas: Atlas):
    noerrebro = by_id(atlas, "p-norrebro-2017")
    assert noerrebro.whole_area
    assert not drawn(noerrebro, 2018, RECORD, every_year=False)
    assert not drawn(noerrebro, 2018, RECORD, every_year=True)
    assert noerrebro in atlas.efforts_in(atlas.places["ydre-noerrebro"])


def test_every_row_of_every_overlay_is_an_effort_and_none_is_two(atlas: Atlas):
    for overlay_table in {overlay.table for overlay in OVERLAYS}:
        rows = atlas.library.table(overlay_table)
        ids = [effort.effort_id for effort in atlas.efforts if effort.overlay.table == overlay_table]
        assert sorted(ids) == sorted(rows.iloc[:, 0])


def test_every_drawn_effort_has_its_shape(atlas: Atlas):
    for effort in atlas.efforts:
        if drawn(effort, 2018, RECORD, every_year=True):
            ids = {
                place_id for layer in effort.overlay.layers for place_id in atlas.layer(layer)[effort.overlay.id_column]
            }
            assert effort.effort_id in ids


def test_efforts_of_a_place_are_those_of_its_areas_without_orientation(atlas: Atlas):
    found = atlas.efforts_in(atlas.places["lu-noerrebro"])
    halves = [atlas.efforts_in(atlas.places[half]) for half in ("indre-noerrebro", "ydre-noerrebro")]
    assert set(found) == set(halves[0]) | set(halves[1])
    assert not any(effort.overlay.timeless for effort in found)


@pytest.mark.parametrize(
    ("effort", "symbol"),
    [
        (partnership(kind="safety_partnership"), "partnership"),
        (partnership(kind="police_partnership"), "partnership"),
        (partnership(kind="other"), "partnership"),
        (partnership(kind="hotspot"), "hotspot"),
        (upgrade(), "lighting"),
        (upgrade(kind="other", overlay=OVERLAY["andet"]), "other"),
    ],
)
def test_the_symbol_is_the_kind_of_area_or_upgrade(effort: Effort, symbol: str):
    assert effort.symbol == symbol


def test_an_effort_keeps_what_its_row_says(atlas: Atlas):
    park = by_id(atlas, "u-2020-remiseparken")
    assert (park.name, park.kind, park.start_year, park.end_year) == ("Remiseparken", "public_space", 2015, 2020)
    assert park.amount_dkk == 57_000_000
    assert park.area_ids == ("amager-vest",)
    assert by_id(atlas, "u-2021-frederiksborgvej").amount_dkk is None
