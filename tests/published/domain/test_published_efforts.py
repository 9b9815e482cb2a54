"""The efforts of the record in the years they speak of, and what is known of them."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Presence, presence
from sikkerby_geo.domain.efforts.status_group import StatusGroup, group_of

RECORD = 2024
"""The last year the partnerships and plans of the record are documented to."""

ACTIVE, DOCUMENTED, INACTIVE = Presence.ACTIVE, Presence.DOCUMENTED, Presence.INACTIVE


def by_id(atlas: Atlas, effort_id: str) -> Effort:
    (found,) = (effort for effort in atlas.efforts if effort.effort_id == effort_id)
    return found


def test_remiseparken_was_completed_in_2020_and_in_progress_in_2017(atlas: Atlas):
    park = by_id(atlas, "u-2020-remiseparken")
    then = {year: group_of(atlas, park, year) for year in (2014, 2017, 2020, None)}
    assert then == {
        2014: None,
        2017: StatusGroup.IN_PROGRESS,
        2020: StatusGroup.COMPLETED,
        None: StatusGroup.COMPLETED,
    }


def test_the_lighting_proposed_in_2010_is_no_effort_of_2020(atlas: Atlas):
    assert group_of(atlas, by_id(atlas, "u-2010-hyrdevangen"), 2020) is StatusGroup.PROPOSED
    assert group_of(atlas, by_id(atlas, "u-2010-nordvestparken"), 2020) is StatusGroup.UNCONFIRMED


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
