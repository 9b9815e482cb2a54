"""The register in words: what a reader has asked for, one entry in full, and the rows of the list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED, Filter
from sikkerby_geo.domain.efforts.status_group import StatusGroup, group_of
from sikkerby_geo.facts.administrations import ADMINISTRATION
from sikkerby_geo.facts.areas import CITY_ID, Place, danish_order, normalise
from sikkerby_geo.facts.efforts import EffortKind
from sikkerby_geo.text import money, names, t
from sikkerby_geo.views.base.effort_words import group_name
from sikkerby_geo.views.base.symbols import DROPPED

PAGE_ROWS = 50
ORDERS = ("nyeste", "aeldste", "navn", "beloeb")
GROUPS = ("stadie", "status", "slags", "sted", "forvaltning", "indsatsomraade", "aar")


@dataclass(frozen=True)
class RegisterChoice:
    """What a reader asks of the register, besides the place and level every page shares.

    ``area`` is the city's id or ``NOT_STATED`` where the reader asks for entries without a district (None = the
    shared place decides); ``page`` counts from 1; ``day`` is the one the register is read as of, None = now.
    """

    text: str = ""
    area: str | None = None
    administrations: tuple[str, ...] = ()
    focus: tuple[str, ...] = ()
    kinds: tuple[EffortKind, ...] = ()
    stages: tuple[Stage, ...] = ()
    groups: tuple[StatusGroup, ...] = ()
    first: int | None = None
    last: int | None = None
    with_money: bool = False
    located: bool = False
    group: str = GROUPS[0]
    order: str = ORDERS[0]
    page: int = 1
    day: date | None = None
    entry_id: str | None = None

    def wanted(self, place: Place | None, atlas: Atlas) -> Filter:
        """The filter of this choice with the chosen place, if any; groups are as the record last knows them."""
        areas = frozenset(place.members) if place else frozenset()
        return Filter(
            words=tuple(normalise(self.text).split()),
            areas=areas if self.area is None else frozenset({self.area}),
            administrations=frozenset(self.administrations),
            focus=frozenset(self.focus),
            kinds=frozenset(self.kinds),
            stages=frozenset(self.stages),
            groups=frozenset(self.groups),
            group_of=partial(known_group, atlas),
            first=self.first,
            last=self.last,
            with_money=self.with_money,
            located=self.located,
        )


def say(word: EffortKind | StrEnum) -> str:
    """The Danish name of a kind, a group or a stage, the same as on the map."""
    if isinstance(word, EffortKind):
        return t(f"effort_kind.{word.kind_id}")
    if isinstance(word, StatusGroup):
        return group_name(word)
    return t(f"effort.stage_{word}")


def known_group(atlas: Atlas, entry: Effort) -> StatusGroup | None:
    """What the record last knows of an entry; None where it was given up."""
    return group_of(atlas, entry, None)


def look_of(atlas: Atlas, entry: Effort) -> str:
    """How an entry's symbol is drawn: as its group, or as given up."""
    return known_group(atlas, entry) or DROPPED


def period(entry: Effort) -> str:
    """When: 2018–2021, fra 2020, 2015, foreslået for 2011, dokumenteret i 2018, år ikke oplyst."""
    start, end, documented = entry.start_year, entry.end_year, entry.documented_year
    if start is None and end is None:
        if documented is None:
            return t("register.year_unknown")
        return t(f"register.{entry.kind.dated}", year=documented)
    if start is not None and end is not None and start != end:
        return t("effort.period", start=start, end=end)
    if end is None and not entry.overlay.persists:
        return t("effort.from", start=start)
    return str(end if start is None else start)


def places(entry: Effort, atlas: Atlas) -> str:
    """The districts an entry names, »Hele byen«, or that the place is not stated."""
    if not entry.area_ids:
        return t("register.place_unknown")
    return names(area_name(area, atlas) for area in entry.area_ids)


def area_name(area_id: str, atlas: Atlas) -> str:
    """Name of a place of any level, the city or not stated; an id whose table cannot be read stands for itself."""
    if area_id == CITY_ID:
        return t("register.city")
    if area_id == NOT_STATED:
        return t("register.Place_unknown")
    place = atlas.places.get(area_id)
    return place.name if place else area_id


def offices(entry: Effort) -> str:
    """The letters of the administrations a record names; empty where it names none."""
    return ", ".join(ADMINISTRATION[code].short for code in entry.administrations)


def administration_name(code: str) -> str:
    """An administration with its letters, or that none is stated."""
    if code == NOT_STATED:
        return t("register.not_stated")
    office = ADMINISTRATION[code]
    return t("register.administration", short=office.short, name=office.name)


def focus_name(number: str, entries: tuple[Effort, ...]) -> str:
    """An indsatsområde with its number, or that none is stated."""
    name = next((entry.focus_name for entry in entries if entry.focus == number), "")
    return t("register.focus", number=number, name=name) if number else t("register.not_stated")


def amount_words(entry: Effort) -> str:
    """Money with its sort and what it is taken from; that it is not stated, where it is not."""
    amount = entry.amount
    if amount is None:
        return t("register.not_stated")
    words = t(
        f"register.amount.{amount.form}",
        total=money(amount.total),
        capital=money(amount.capital or 0),
        operating=money(amount.operating or 0),
        year=amount.budget_of,
    )
    return words if amount.counted else f"{words}. {t('register.amount.outside')}"


def location(entry: Effort) -> str:
    """Whether an entry is on the map, how well its place is known, or why it is not there."""
    if entry.located:
        return t(f"register.location.{entry.precision or 'exact'}")
    if entry.citywide:
        return t("register.location.city")
    if entry.whole_area:
        return t("register.location.whole_area")
    return t("register.location.none" if entry.area_ids else "register.location.unknown")


def ordered(entries: tuple[Effort, ...], order: str) -> list[Effort]:
    """The entries in a reader's order; what does not state the year or the money comes last, never first."""
    by_name = sorted(entries, key=lambda entry: danish_order(entry.name))
    if order == "nyeste":
        return sorted(by_name, key=lambda entry: -entry.years[1] if entry.years else 1)
    if order == "aeldste":
        return sorted(by_name, key=lambda entry: entry.years[0] if entry.years else 9999)
    if order == "beloeb":
        return sorted(by_name, key=lambda entry: -entry.amount.total if entry.amount else 1)
    return by_name


@dataclass(frozen=True)
class ListRow:
    """One row of the list, as texts; ``entry_id`` leads to the entry in full, ``symbol`` is the map's (or none).

    ``context`` is the group or partnership without which some names say little (»Anskaffelse«).
    """

    entry_id: str
    symbol: str
    symbol_group: str
    name: str
    context: str
    kind: str
    place: str
    stage: str
    years: str
    amount: str
    administration: str
    source: str


def list_row(entry: Effort, atlas: Atlas) -> ListRow:
    """An entry as a row of the list."""
    amount = ""
    if entry.amount is not None:
        amount = money(entry.amount.total)
        if not entry.amount.counted:
            amount = t("register.list.outside_mark", total=amount)
    return ListRow(
        entry_id=entry.effort_id,
        symbol=entry.kind.symbol if entry.overlay.role is not None else "",
        symbol_group=look_of(atlas, entry),
        name=entry.name,
        context=dict(entry.facts).get("group") or dict(entry.facts).get("partnership", ""),
        kind=say(entry.kind),
        place=places(entry, atlas),
        stage=say(entry.stage),
        years=period(entry),
        amount=amount or t("register.not_stated"),
        administration=offices(entry),
        source=entry.source.title,
    )


def web_address(url: str) -> str:
    """The address if it is one a browser should follow; anything else is no link."""
    return url if url.startswith(("https://", "http://")) else ""
