"""The record of efforts: every effort stands in exactly one place, and what nobody knows is not called ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effort_record import Standing, effort_record, standing
from sikkerby_geo.domain.efforts import Effort, Stage
from sikkerby_geo.facts.areas import Level

LAST = 2024


def partnership(atlas: Atlas) -> Effort:
    return next(effort for effort in atlas.efforts if effort.effort_id == "p-amager-2021")


@pytest.mark.parametrize("level", Level)
def test_every_effort_of_a_place_stands_once(atlas: Atlas, level: Level) -> None:
    for place in atlas.places.at(level):
        record = effort_record(atlas, place, LAST)
        listed = [effort.effort_id for efforts in record.by_standing.values() for effort in efforts]
        assert sorted(listed) == sorted(effort.effort_id for effort in atlas.efforts_in(place))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"start_year": 2021, "end_year": 2024}, Standing.IN_FORCE),
        ({"start_year": 2017, "end_year": 2020}, Standing.ENDED),
        ({"start_year": 2020, "end_year": None, "documented_year": None}, Standing.END_UNKNOWN),
        ({"start_year": None, "end_year": None, "documented_year": 2018}, Standing.END_UNKNOWN),
        ({"start_year": None, "end_year": None, "documented_year": 2024}, Standing.IN_FORCE),
        ({"start_year": None, "end_year": None, "documented_year": None}, Standing.END_UNKNOWN),
        ({"kind": "other"}, Standing.NOT_COUNTED),
        ({"status": "draft"}, Standing.NOT_COUNTED),
    ],
)
def test_a_period_has_ended_only_where_its_end_is_stated(atlas: Atlas, fields: dict, expected: Standing) -> None:
    assert standing(replace(partnership(atlas), **fields), LAST, LAST) is expected


def test_what_is_still_to_come_has_not_ended(atlas: Atlas) -> None:
    coming = replace(partnership(atlas), start_year=2025, end_year=2028)
    assert standing(coming, LAST, LAST) is not Standing.ENDED


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.COMPLETED, Standing.IN_FORCE),
        (Stage.DECIDED, Standing.DECIDED),
        (Stage.RECOMMENDED, Standing.NOT_COUNTED),
        (Stage.WISH, Standing.NOT_COUNTED),
        (Stage.DROPPED, Standing.NOT_COUNTED),
    ],
)
def test_only_what_was_completed_persists(atlas: Atlas, stage: Stage, expected: Standing) -> None:
    lamp = next(effort for effort in atlas.efforts if effort.overlay.persists)
    assert standing(replace(lamp, stage=stage), LAST, LAST) is expected


def test_without_a_last_year_nothing_is_said_to_be_in_force(atlas: Atlas) -> None:
    assert standing(partnership(atlas), None, None) is Standing.END_UNKNOWN
