"""The record of efforts in two places: the money stated there, and what is only recommended."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.record import COUNTED, Standing, effort_record

LAST = 2024


def test_in_ydre_noerrebro_two_known_efforts_state_money_and_one_of_them_is_shared(atlas: Atlas) -> None:
    record = effort_record(atlas, atlas.places["ydre-noerrebro"], LAST)
    known = [effort for kind in COUNTED for effort in record.by_standing[kind]]
    stated = {effort.effort_id: effort.amount.total for effort in known if effort.amount is not None}
    shared = {effort.effort_id for effort in known if effort.effort_id in stated and len(effort.area_ids) > 1}
    assert {"u-2020-nordvestpassagen": 76_700_000, "u-2016-guldbergskolen": 1_000}.items() <= stated.items()
    assert "u-2016-guldbergskolen" in shared
    assert "u-2020-nordvestpassagen" not in shared
    assert (record.stated_dkk, record.stated, record.shared) == (sum(stated.values()), len(stated), len(shared))
    assert record.known == len(known)


def test_what_is_only_recommended_in_kgs_enghave_is_no_known_effort(atlas: Atlas) -> None:
    record = effort_record(atlas, atlas.places["kgs-enghave"], LAST)
    recommended = {"u-2014-tv-sydhavn", "u-2020-park-ankerj"}
    assert recommended <= {effort.effort_id for effort in record.by_standing[Standing.NOT_COUNTED]}
    assert not recommended & {effort.effort_id for kind in COUNTED for effort in record.by_standing[kind]}
