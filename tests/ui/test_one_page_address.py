"""The page of the reader's own in the address: what is written is read again, anything else is told or cut."""

from __future__ import annotations

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.ui.address.one_page import begun, parse, write
from sikkerby_geo.views.one_page.order import LIST, LONGEST_HEADING, MAP, PARTS, Order
from tests.views.asking import choose

CHOICE = choose(2017, place_id="moellehoej")


def test_without_anything_all_parts_the_chosen_place_and_the_nearest_year(atlas: Atlas) -> None:
    found = parse({}, atlas, CHOICE)
    assert (begun({}), found.messages) == (False, ())
    assert found.order == Order(CHOICE, PARTS, 2016, atlas.places["moellehoej"])


@pytest.mark.parametrize("parts", [(), (MAP,), (MAP, LIST), PARTS])
def test_what_is_written_is_read_again(atlas: Atlas, parts: tuple[str, ...]) -> None:
    order = Order(CHOICE, parts, 2018, None, "Til mødet")
    query = write(atlas, order)
    found = parse(query, atlas, CHOICE)
    assert (found.order, begun(query), found.messages) == (order, True, ())


def test_a_faulty_address_gives_messages_and_the_defaults(atlas: Atlas) -> None:
    query = {"ark": "kort,x", "arkfra": "1850", "arksted": "<b>", "arktitel": "x" * 500}
    found = parse(query, atlas, CHOICE)
    assert found.order == Order(CHOICE, (MAP,), 2016, atlas.places["moellehoej"], "x" * LONGEST_HEADING)
    assert len(found.messages) == 4


def test_the_chosen_year_is_no_year_to_compare_with_and_no_fault(atlas: Atlas) -> None:
    found = parse({"arkfra": "2017"}, atlas, CHOICE)
    assert (found.order.since, found.messages) == (2016, ())


def test_a_place_of_another_level_stands_for_its_counterpart(atlas: Atlas) -> None:
    found = parse({"arksted": "lu-lund"}, atlas, CHOICE)
    assert found.messages == ()
    assert found.order.place is not None
    assert found.order.place.level is CHOICE.level
