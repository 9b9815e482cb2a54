"""The efforts of the record in the years they speak of: what is drawn, and what is only listed."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Presence, Stage, drawn, presence, stage_in

RECORD = 2024
"""The last year the partnerships and plans of the record are documented to."""

ACTIVE, DOCUMENTED, INACTIVE = Presence.ACTIVE, Presence.DOCUMENTED, Presence.INACTIVE


def by_id(atlas: Atlas, effort_id: str) -> Effort:
    (found,) = (effort for effort in atlas.efforts if effort.effort_id == effort_id)
    return found


def test_remiseparken_was_completed_in_2020_and_only_decided_in_2017(atlas: Atlas):
    park = by_id(atlas, "u-2020-remiseparken")
    assert stage_in(park, 2017) is Stage.DECIDED
    assert stage_in(park, 2020) is Stage.COMPLETED
    assert drawn(park, 2017, RECORD, every_year=False)
    assert not drawn(park, 2014, RECORD, every_year=False)


@pytest.mark.parametrize("every_year", [False, True])
@pytest.mark.parametrize("year", [2010, 2014, 2017, 2018, 2020, 2024, 2026])
def test_the_real_efforts_follow_the_rules_of_drawing(atlas: Atlas, year: int, every_year: bool):
    shown = [effort for effort in atlas.efforts if drawn(effort, year, RECORD, every_year)]
    assert shown
    assert not any(effort.stage in (Stage.WISH, Stage.DROPPED) for effort in shown)
    assert not any(effort.whole_area or effort.basis == "none" for effort in shown)
    if not every_year:
        assert not any(effort.kind.loose for effort in shown)
    if year > RECORD and not every_year:
        assert {effort.overlay.table for effort in shown} == {"upgrades", "deprived_areas", "stations"}


def test_every_partnership_and_plan_lies_beyond_a_record_that_ends_the_year_before(atlas: Atlas):
    agreements = [effort for effort in atlas.efforts if effort.overlay.table in ("partnerships", "housing_plans")]
    assert agreements
    assert {presence(effort, RECORD + 1, RECORD) for effort in agreements} == {Presence.RECORD_ENDS}
    assert {atlas.documented_to[table] >= RECORD for table in ("partnerships", "housing_plans")} == {True}


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
    record = RECORD if effort.overlay.table in ("partnerships", "housing_plans") else None
    assert presence(effort, year, record) is then


def test_whole_districts_are_listed_and_never_drawn(atlas: Atlas):
    noerrebro = by_id(atlas, "p-norrebro-2017")
    assert noerrebro.whole_area
    assert not drawn(noerrebro, 2018, RECORD, every_year=False)
    assert not drawn(noerrebro, 2018, RECORD, every_year=True)
    assert noerrebro in atlas.efforts_in(atlas.places["ydre-noerrebro"])


def test_an_effort_keeps_what_its_row_says(atlas: Atlas):
    park = by_id(atlas, "u-2020-remiseparken")
    assert (park.name, park.kind.kind_id, park.start_year, park.end_year) == (
        "Remiseparken",
        "public_space",
        2015,
        2020,
    )
    assert park.amount is not None
    assert park.amount.total == 57_000_000
    assert park.area_ids == ("amager-vest",)
    assert by_id(atlas, "u-2021-frederiksborgvej").amount is None
