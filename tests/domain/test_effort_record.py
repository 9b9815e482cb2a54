"""The record of efforts: every effort stands in exactly one place, and what nobody knows is not called ended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Amount, Stage
from sikkerby_geo.domain.efforts.record import Standing, effort_record, standing
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import KIND
from tests import toytown

LAST = 2024


AGREEMENT = toytown.partnership(start_year=2021, end_year=2024)


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
        ({"kind": KIND["cooperation"]}, Standing.NOT_COUNTED),
        ({"stage": Stage.ANNOUNCED}, Standing.NOT_COUNTED),
    ],
)
def test_a_period_has_ended_only_where_its_end_is_stated(fields: dict, expected: Standing) -> None:
    assert standing(replace(AGREEMENT, **fields), LAST, LAST) is expected


def test_what_is_still_to_come_has_not_ended() -> None:
    coming = replace(AGREEMENT, start_year=2025, end_year=2028)
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
def test_only_what_was_completed_persists(stage: Stage, expected: Standing) -> None:
    assert standing(toytown.upgrade(stage=stage), LAST, LAST) is expected


def test_without_a_last_year_nothing_is_said_to_be_in_force() -> None:
    assert standing(AGREEMENT, None, None) is Standing.END_UNKNOWN


def test_money_counts_known_efforts_only_and_says_what_is_shared(atlas: Atlas) -> None:
    both = {"area_ids": ("indre-lund", "ydre-lund")}
    efforts = (
        toytown.upgrade(effort_id="a", area_ids=("ydre-lund",), amount=Amount(undivided=1000)),
        toytown.upgrade(effort_id="b", stage=Stage.DECIDED, amount=Amount(undivided=500), **both),
        toytown.upgrade(effort_id="c", stage=Stage.RECOMMENDED, amount=Amount(undivided=70), **both),
        toytown.partnership(effort_id="d", **both),
        toytown.partnership(effort_id="e", kind=KIND["cooperation"], area_ids=("ydre-lund",)),
    )
    half = effort_record(replace(atlas, efforts=efforts), atlas.places["ydre-lund"], LAST)
    assert (half.known, half.stated_dkk, half.stated, half.shared) == (3, 1500, 2, 1)
    whole = effort_record(replace(atlas, efforts=efforts), atlas.places["lu-lund"], LAST)
    assert (whole.known, whole.stated_dkk, whole.stated, whole.shared) == (3, 1500, 2, 0)


def test_an_area_without_known_efforts_has_none_and_not_unknown(atlas: Atlas) -> None:
    record = effort_record(atlas, atlas.places["oeen"], LAST)
    assert record.known == 0
    assert [effort.effort_id for effort in record.by_standing[Standing.NOT_COUNTED]] == [
        "u-oeen-kamera",
        "u-oeen-andet",
    ]
