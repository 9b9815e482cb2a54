"""The register's part of the address: every value checked against what there is, texts cut to length."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED
from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.characters import quoted, refused, without
from sikkerby_geo.facts.efforts import REGISTER_KINDS
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.efforts.entries import GROUPS, ORDERS, RegisterChoice

Value = TypeVar("Value")
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
    "i-gang-2010": Stage.RUNNING,
    "periode-slut": Stage.ENDED,
    "dokumenteret": Stage.DOCUMENTED,
    "varslet": Stage.ANNOUNCED,
    UNSTATED: Stage.UNKNOWN,
}
OFFICES = {office.code.lower(): office.code for office in ADMINISTRATIONS} | {UNSTATED: NOT_STATED}
MONEY, LOCATED = "beloeb", "kort"
NAMES = (
    "soeg",
    "hvor",
    "forvaltning",
    "indsatsomraade",
    "slags",
    "stadie",
    "fra",
    "til",
    "kun",
    "sum",
    "orden",
    "side",
    "indsats",
)
"""The page's own parameters, besides those every page shares."""


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
    messages: list[str] = []

    def refuse(name: str, value: str, shown: str) -> None:
        messages.append(t("problem.address", name=name, value=quoted(value), shown=shown))

    def one(name: str, known: Mapping[str, Value], default: str) -> Value:
        value = query.get(name) or default
        if value not in known:
            refuse(name, value, default or t("register.filter.any").lower())
        return known.get(value, known[default])

    def several(name: str, known: Mapping[str, object]) -> tuple:
        named = [part for part in query.get(name, "").split(",") if part]
        for part in named:
            if part not in known:
                refuse(name, part, t("problem.without_it"))
        return tuple(value for word, value in known.items() if word in named)

    years: dict[str, int | None] = {"": None} | {str(year): year for year in years_of(register)}
    first, last = one("fra", years, ""), one("til", years, "")
    if first is not None and last is not None and first > last:
        refuse("fra", str(first), t("register.filter.any_year").lower())
        first = None
    only = several("kun", {MONEY: MONEY, LOCATED: LOCATED})
    page = query.get("side") or "1"
    if not page.isascii() or not page.isdigit() or not 1 <= int(page) <= 999:
        refuse("side", page, "1")
        page = "1"
    sought = query.get("soeg", "")
    if signs := refused(sought):
        messages.append(t("problem.signs", name="soeg", signs=", ".join(signs)))
    choice = RegisterChoice(
        text=" ".join(without(sought).split())[:LONGEST_TEXT],
        area=one("hvor", {"": None, **AREAS}, ""),
        administrations=several("forvaltning", OFFICES),
        focus=several("indsatsomraade", focus_numbers(register)),
        kinds=several("slags", KINDS),
        stages=several("stadie", STAGES),
        first=first,
        last=last,
        with_money=MONEY in only,
        located=LOCATED in only,
        group=one("sum", {group: group for group in GROUPS}, GROUPS[0]),
        order=one("orden", {order: order for order in ORDERS}, ORDERS[0]),
        page=int(page),
    )
    wanted = query.get("indsats", "")
    if wanted and wanted not in {entry.effort_id for entry in register}:
        messages.append(t("register.entry.unknown", id=quoted(wanted)))
        wanted = ""
    return replace(choice, entry_id=wanted or None), tuple(messages)


def write(choice: RegisterChoice) -> dict[str, str]:
    """The parameters of a choice, all of them; what is empty is left out of the address."""

    def words(known: Mapping[str, object], chosen: tuple) -> str:
        return ",".join(word for word, value in known.items() if value in chosen)

    only = [name for name, on in ((MONEY, choice.with_money), (LOCATED, choice.located)) if on]
    return {
        "soeg": choice.text,
        "hvor": "" if choice.area is None else words(AREAS, (choice.area,)),
        "forvaltning": words(OFFICES, choice.administrations),
        "indsatsomraade": ",".join(number or UNSTATED for number in choice.focus),
        "slags": words(KINDS, choice.kinds),
        "stadie": words(STAGES, choice.stages),
        "fra": str(choice.first or ""),
        "til": str(choice.last or ""),
        "kun": ",".join(only),
        "sum": choice.group if choice.group != GROUPS[0] else "",
        "orden": choice.order if choice.order != ORDERS[0] else "",
        "side": str(choice.page) if choice.page > 1 else "",
        "indsats": choice.entry_id or "",
    }


def read(register: tuple[Effort, ...]) -> tuple[RegisterChoice, tuple[str, ...]]:
    """The choice in the browser's address."""
    return parse({name: every_page.own(name, "") for name in NAMES}, register)


def go(choice: RegisterChoice) -> None:
    """Put a choice into the browser's address."""
    every_page.put(write(choice))


def change(register: tuple[Effort, ...], **fields: Any) -> None:
    """Alter the choice in the address; a new filter or order begins on the first page again."""
    every_page.catch_up()
    go(replace(read(register)[0], **{"page": 1, **fields}))
