"""The record of efforts in two places: the money stated, and a place without any."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effort_record import COUNTED, Standing, effort_record

LAST = 2024


def test_money_counts_known_efforts_only_and_says_what_is_shared(atlas: Atlas) -> None:
    record = effort_record(atlas, atlas.places["ydre-noerrebro"], LAST)
    stated = [effort for kind in COUNTED for effort in record.by_standing[kind] if effort.amount_dkk is not None]
    assert record.stated_dkk == sum(effort.amount_dkk for effort in stated) == 76_701_000
    assert (record.stated, record.shared) == (2, 1)
    assert record.known == 21


def test_an_area_without_known_efforts_has_none_and_not_unknown(atlas: Atlas) -> None:
    record = effort_record(atlas, atlas.places["kgs-enghave"], LAST)
    assert record.known == 0
    assert len(record.by_standing[Standing.NOT_COUNTED]) == 2
