"""The register's part of the address: what a reader asks of the list of efforts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.efforts import REGISTER_KINDS
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import browser, codec
from sikkerby_geo.ui.address.codec import Asked, Day, Declaration, One, Several, Whole, Words
from sikkerby_geo.views.efforts.entries import GROUPS, ORDERS, RegisterChoice

LONGEST_TEXT = 80
UNSTATED = "ikke-oplyst"
AREAS = {"hele-byen": CITY_ID, UNSTATED: NOT_STATED}
KINDS = {kind.address: kind for kind in REGISTER_KINDS}
STAGES = {
    "gennemfoert": Stage.COMPLETED,
    "besluttet": Stage.DECIDED,
    "indstillet": Stage.RECOMMENDED,
    "foreslaaet": Stage.PROPOSED,
    "oenske": Stage.WISH,
    "opgivet": Stage.DROPPED,
    "i-gang": Stage.UNDERWAY,
    "i-gang-2010": Stage.RUNNING,
    "periode-slut": Stage.ENDED,
    "dokumenteret": Stage.DOCUMENTED,
    "varslet": Stage.ANNOUNCED,
    UNSTATED: Stage.UNKNOWN,
}
STATUS = {
    "i-gang": StatusGroup.IN_PROGRESS,
    "gennemfoert": StatusGroup.COMPLETED,
    "ubekraeftet": StatusGroup.UNCONFIRMED,
    "foreslaaet": StatusGroup.PROPOSED,
}
OFFICES = {office.code.lower(): office.code for office in ADMINISTRATIONS} | {UNSTATED: NOT_STATED}
ONLY = {"beloeb": "with_money", "kort": "located"}
"""What the list may be cut down to, and the field of the choice that says so."""
FIRST, LAST = "fra", "til"


DAY, ENTRY = "dag", "indsats"


def _day() -> Day:
    """The day the register is read as of; none = today's."""
    return Day(DAY, shown=t("past.day.shown"))


def day() -> date | None:
    """The day in the browser's address; what cannot be read is told with the rest of the choice."""
    return _day().read(Asked(browser.query()))


def asked_for() -> str:
    """The id of the effort the browser's address asks for, whether it stands or not; blank where it asks for none."""
    return Asked(browser.query()).value(ENTRY)


def declared(register: tuple[Effort, ...]) -> Declaration:
    """The page's own parameters, by the field of ``RegisterChoice`` each fills; ``only`` fills those of ``ONLY``."""
    years: dict[str, int | None] = {"": None} | {str(year): year for year in years_of(register)}
    entries: dict[str, str | None] = {"": None} | {entry.effort_id: entry.effort_id for entry in register}
    anywhere, any_year = t("register.filter.any").lower(), t("register.filter.any_year").lower()
    return {
        "text": Words("soeg", LONGEST_TEXT),
        "area": One("hvor", {"": None, **AREAS}, shown=anywhere),
        "administrations": Several("forvaltning", OFFICES),
        "focus": Several("indsatsomraade", focus_numbers(register)),
        "kinds": Several("slags", KINDS),
        "stages": Several("stadie", STAGES),
        "groups": Several("status", STATUS),
        "first": One(FIRST, years, shown=any_year),
        "last": One(LAST, years, shown=any_year),
        "only": Several("kun", {word: word for word in ONLY}),
        "group": One("sum", {group: group for group in GROUPS}, GROUPS[0]),
        "order": One("orden", {order: order for order in ORDERS}, ORDERS[0]),
        "page": Whole("side", most=999),
        "day": _day(),
        "entry_id": One(ENTRY, entries, message="register.entry.unknown"),
    }


def focus_numbers(register: tuple[Effort, ...]) -> dict[str, str]:
    """The indsatsområder by what the address calls them: their number, or not stated."""
    return {number: number for number in sorted({entry.focus for entry in register} - {NOT_STATED})} | {
        UNSTATED: NOT_STATED
    }


def years_of(register: tuple[Effort, ...]) -> range:
    """Every year between the first and the last any entry states."""
    stated = [year for entry in register if entry.years for year in entry.years]
    return range(min(stated), max(stated) + 1) if stated else range(0)


def parse(query: Mapping[str, str], register: tuple[Effort, ...]) -> tuple[RegisterChoice, tuple[str, ...]]:
    """A choice from the page's own parameters, and a message for each value that had to be set aside."""
    asked = Asked(query)
    fields = codec.read(declared(register), asked)
    if fields["first"] is not None and fields["last"] is not None and fields["first"] > fields["last"]:
        asked.refuse(FIRST, str(fields["first"]), t("register.filter.any_year").lower())
        fields["first"] = None
    only = fields.pop("only")
    fields |= {part: word in only for word, part in ONLY.items()}
    return RegisterChoice(**fields), tuple(asked.messages)


def write(choice: RegisterChoice, register: tuple[Effort, ...]) -> dict[str, str]:
    """The parameters of a choice, all of them; what is empty is left out of the address."""
    only = tuple(word for word, part in ONLY.items() if getattr(choice, part))
    return codec.write(declared(register), {**vars(choice), "only": only})


def read(register: tuple[Effort, ...]) -> tuple[RegisterChoice, tuple[str, ...]]:
    """The choice in the browser's address."""
    return parse(browser.query(), register)


def go(choice: RegisterChoice, register: tuple[Effort, ...]) -> None:
    """Put a choice into the browser's address."""
    browser.put(write(choice, register))


def change(register: tuple[Effort, ...], **fields: Any) -> None:
    """Alter the choice in the address; a new filter or order begins on the first page again."""
    browser.catch_up()
    go(replace(read(register)[0], **{"page": 1, **fields}), register)
