"""What a scenario would take: the street of its areas by their share of land, and kroner at the reader's price."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sikkerby_geo.domain.geography.street_lengths import street_metres
from sikkerby_geo.domain.priority.budget import Price, Unit
from sikkerby_geo.domain.whatif.drawings import picked
from sikkerby_geo.domain.whatif.outlay import outlay
from sikkerby_geo.domain.whatif.reach import scenario

PRICE = Price(Unit.METRE, 1_000, 2_000)


def whole(atlas, place_id="moellehoej"):
    return scenario(atlas, picked(atlas, place_id), date(2025, 1, 1))


def test_the_metres_of_an_area_are_added_and_one_without_any_is_missing(atlas):
    found = street_metres(atlas)
    assert (found["moellehoej"], found["dalum"]) == (900, 119)
    assert "fjordby" not in found


def test_a_whole_area_has_all_its_street_and_costs_from_the_lowest_to_the_highest_price(atlas):
    found = whole(atlas)
    told = outlay(found, street_metres(atlas), PRICE)
    assert told.metres == pytest.approx(900)
    assert told.kroner == pytest.approx((900_000, 1_800_000))
    assert told.per_resident == pytest.approx((900_000 / found.residents, 1_800_000 / found.residents))


def test_a_part_of_an_area_has_its_share_of_land(atlas):
    found = whole(atlas)
    half = replace(found, reach=tuple(replace(part, share_of_land=0.5) for part in found.reach))
    assert half.estimated
    assert outlay(half, street_metres(atlas), None).metres == pytest.approx(450)


def test_what_is_not_known_is_none_and_never_0(atlas):
    unknown = outlay(whole(atlas), {}, PRICE)
    assert (unknown.metres, unknown.kroner, unknown.per_resident) == (None, None, None)
    assert outlay(whole(atlas), street_metres(atlas), None).kroner is None
    found = whole(atlas)
    nobody = replace(found, reach=tuple(replace(part, residents=None) for part in found.reach))
    told = outlay(nobody, street_metres(atlas), PRICE)
    assert told.kroner is not None
    assert told.per_resident is None
