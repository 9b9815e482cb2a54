"""What of the map page goes on a page of the reader's own: its part of the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser
from sikkerby_geo.ui.address.codec import Asked, One, Several, Words, cut
from sikkerby_geo.ui.address.every_page import NONE
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.one_page.order import EVERY_PART, LONGEST_HEADING, PARTS, Order
from sikkerby_geo.views.trends.comparison import default_other_year

PARTS_NAME, SINCE, WHERE, HEADING = "ark", "arkfra", "arksted", "arktitel"
OWN_HEADING = Words(HEADING, LONGEST_HEADING)
SHOWN_PARTS = Several(PARTS_NAME, {part: part for part in EVERY_PART}, default=PARTS, nothing=NONE)


@dataclass(frozen=True)
class Ordered:
    """The order in the address, and messages on what was set aside."""

    order: Order
    messages: tuple[str, ...] = ()


def parse(query: Mapping[str, str], atlas: Atlas, choice: Choice) -> Ordered:
    """Read the order; an unknown value gives the default and a message.

    The efforts are those of the chosen place, the changes are held against the nearest year that can be tested.
    """
    asked = Asked({name: value for name, value in query.items() if (name, value) != (SINCE, str(choice.year))})
    order = Order(
        choice=choice,
        parts=SHOWN_PARTS.read(asked),
        since=since_of(atlas, choice).read(asked),
        place=place_of(atlas, choice).read(asked),
        heading=OWN_HEADING.read(asked),
    )
    return Ordered(order, tuple(asked.messages))


def begun(query: Mapping[str, str]) -> bool:
    """Whether an address speaks of a page at all."""
    return any(name in query for name in (PARTS_NAME, SINCE, WHERE, HEADING))


def since_of(atlas: Atlas, choice: Choice) -> One[int]:
    known = {str(year): year for year in atlas.years if year != choice.year}
    return One(SINCE, known or {str(choice.year): choice.year}, str(default_other_year(atlas, choice)))


def place_of(atlas: Atlas, choice: Choice) -> One[Place | None]:
    """The place whose efforts are listed; one of another level stands for its counterpart at this one."""
    places: dict[str, Place | None] = {place.place_id: place for place in atlas.places.at(choice.level)}
    for name, place in atlas.places.by_id.items():
        places.setdefault(name, atlas.places.around(place, choice.level))
    chosen = choice.place(atlas)
    return One(WHERE, {**places, NONE: None}, chosen.place_id if chosen else NONE, shown=t("one_page.no_place").lower())


def write(atlas: Atlas, order: Order) -> dict[str, str]:
    """The parameters of an order; ``parse`` of them gives it back. The parts are always named: a page is begun."""
    return {
        PARTS_NAME: ",".join(order.parts) or NONE,
        SINCE: since_of(atlas, order.choice).write(order.since),
        WHERE: place_of(atlas, order.choice).write(order.place),
        HEADING: OWN_HEADING.write(cut(order.heading, LONGEST_HEADING)),
    }


def read(atlas: Atlas, choice: Choice) -> Ordered:
    """The order of the address as it stands in the browser."""
    return parse(browser.query(), atlas, choice)


def put(atlas: Atlas, order: Order) -> None:
    """Put an order into the address of the browser."""
    browser.put(write(atlas, order))
