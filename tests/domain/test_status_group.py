"""The four groups of efforts: only what is known to be true in the year is said of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.domain.efforts.status_group import StatusGroup, group_of, grouped, status_group
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND, OVERLAY, PROPOSALS_2010
from tests import toytown

LAST = 2024
AGREEMENT = toytown.partnership(start_year=2018, end_year=2021, documented_year=None)
LAMP = toytown.upgrade(stage=Stage.COMPLETED, start_year=2018, end_year=2021, documented_year=None)
IN_PROGRESS, COMPLETED, UNCONFIRMED, PROPOSED = StatusGroup


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2017, None), (2018, IN_PROGRESS), (2021, IN_PROGRESS), (2022, COMPLETED), (2025, COMPLETED)],
)
def test_an_agreement_is_in_progress_in_its_period_and_then_completed(year: int, expected: StatusGroup | None) -> None:
    assert status_group(AGREEMENT, year, LAST) is expected


@pytest.mark.parametrize(
    ("year", "expected"), [(2017, None), (2020, IN_PROGRESS), (2021, COMPLETED), (2025, COMPLETED)]
)
def test_what_was_built_is_in_progress_until_its_last_year(year: int, expected: StatusGroup | None) -> None:
    assert status_group(LAMP, year, LAST) is expected


@pytest.mark.parametrize("stage", [Stage.RECOMMENDED, Stage.WISH, Stage.PROPOSED, Stage.ANNOUNCED])
def test_what_nobody_decided_is_only_proposed_however_long_ago(stage: Stage) -> None:
    proposal = replace(LAMP, stage=stage, start_year=2010, end_year=None)
    assert status_group(proposal, 2020, LAST) is PROPOSED
    assert status_group(proposal, 2009, LAST) is None


def test_a_proposal_of_2010_is_never_an_effort_of_2020() -> None:
    old = replace(AGREEMENT, overlay=PROPOSALS_2010, stage=Stage.PROPOSED, start_year=None, documented_year=2010)
    assert status_group(replace(old, end_year=None), 2020, None) is PROPOSED


def test_decided_stays_unconfirmed_until_it_is_told_as_completed() -> None:
    decided = replace(LAMP, stage=Stage.DECIDED, start_year=2015, end_year=2015)
    assert status_group(decided, 2025, LAST) is UNCONFIRMED
    assert status_group(decided, 2014, LAST) is None
    assert status_group(replace(LAMP, stage=Stage.DROPPED), 2025, LAST) is None


def test_what_was_documented_once_is_not_confirmed_in_another_year() -> None:
    once = replace(AGREEMENT, start_year=None, end_year=None, documented_year=2018)
    assert [status_group(once, year, LAST) for year in (2017, 2018, 2019)] == [None, IN_PROGRESS, UNCONFIRMED]


def test_after_the_record_nothing_is_known_to_be_in_progress() -> None:
    longer = replace(AGREEMENT, end_year=2024)
    assert [status_group(longer, year, 2022) for year in (2022, 2023)] == [IN_PROGRESS, UNCONFIRMED]


def test_without_a_year_the_stage_tells_but_only_at_the_end_of_the_record() -> None:
    undated = {"start_year": None, "end_year": None, "documented_year": None}
    assert status_group(replace(LAMP, **undated), 2024, LAST) is COMPLETED
    assert status_group(replace(LAMP, **undated), 2015, LAST) is None
    assert status_group(replace(AGREEMENT, **undated), 2024, LAST) is UNCONFIRMED


def test_what_is_drawn_for_orientation_is_no_effort() -> None:
    station = replace(LAMP, overlay=OVERLAY["stationer"], kind=KIND["station"])
    assert status_group(station, 2020, LAST) is None


def test_every_effort_stands_in_one_group_at_most_the_newest_first(atlas: Atlas) -> None:
    for place in atlas.places.at(Level.LOKALUDVALG):
        efforts = atlas.efforts_in(place)
        groups = grouped(atlas, efforts, LAST)
        assert tuple(groups) == tuple(StatusGroup)
        listed = [effort.effort_id for found in groups.values() for effort in found]
        assert len(listed) == len(set(listed))
        left = {effort.stage for effort in efforts if effort.effort_id not in listed}
        assert left <= {Stage.DROPPED}
        for found in groups.values():
            newest = [effort.years[1] if effort.years else 0 for effort in found]
            assert newest == sorted(newest, reverse=True)


def test_without_a_year_it_is_what_the_record_last_knows(atlas: Atlas) -> None:
    """Nothing of before the record's end is lost to the years after it, and a later beginning is no hole."""
    assert atlas.documented_to[AGREEMENT.overlay.table] == LAST
    lasting = replace(AGREEMENT, end_year=2030)
    assert group_of(atlas, lasting, None) is IN_PROGRESS
    assert group_of(atlas, lasting, LAST + 1) is UNCONFIRMED
    assert group_of(atlas, replace(LAMP, start_year=LAST + 1, end_year=LAST + 1), None) is COMPLETED
    listed_once = replace(AGREEMENT, overlay=PROPOSALS_2010, stage=Stage.RUNNING, start_year=None, end_year=None)
    assert group_of(atlas, replace(listed_once, documented_year=2010), None) is UNCONFIRMED
