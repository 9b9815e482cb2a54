"""The register: what an entry is, whatever table it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.areas import CITY_ID, normalise
from sikkerby_geo.facts.efforts import EffortKind, Overlay
from sikkerby_geo.facts.sources import Source

PRINTED_PROPOSALS = 62_600_000
"""Kroner: the total of the proposals as the programme of 2010 prints it (its own lines give more)."""


class Stage(StrEnum):
    """How far an entry had come when its source was written."""

    COMPLETED = "completed"
    DECIDED = "decided"
    RECOMMENDED = "recommended"
    PROPOSED = "proposed"
    WISH = "wish"
    DROPPED = "dropped"
    RUNNING = "running"
    ENDED = "ended"
    DOCUMENTED = "documented"
    ANNOUNCED = "announced"
    UNKNOWN = "unknown"


class Remark(StrEnum):
    """What must be said of an entry besides its fields."""

    AREA_ONLY = "area_only"
    KICKSTART = "kickstart"
    FUNDED = "funded_to_2012"
    UNDECIDED = "undecided"
    EXAMPLE = "not_counted"
    NO_NEW_MONEY = "no_new_money"


@dataclass(frozen=True)
class Amount:
    """Money in whole kroner as the source states it; a part it does not state is None, never 0.

    ``undivided`` is not split into capital (anlæg) and operating (drift). ``budget_of`` is the year of the budget
    the figure is taken from, where the source says it; ``counted`` is False outside the document's own total.
    """

    capital: int | None = None
    operating: int | None = None
    undivided: int | None = None
    budget_of: int | None = None
    counted: bool = True

    @property
    def total(self) -> int:
        return sum(part for part in (self.capital, self.operating, self.undivided) if part is not None)

    @property
    def form(self) -> str:
        """Which sort of money it is: capital, operating, both, budget or plain (the sort is not stated)."""
        if self.undivided is not None:
            return "budget" if self.budget_of is not None else "plain"
        if self.capital is not None and self.operating is not None:
            return "both"
        return "capital" if self.capital is not None else "operating"


@dataclass(frozen=True)
class RegisterEntry:
    """One row of one table; years are calendar years.

    ``area_ids`` are survey areas or the city (``koebenhavn``), none = not stated; ``place_words`` is the place in the
    source's words. ``administrations`` are the codes of those the record itself names. ``facts`` are further
    (name of a field, Danish text from the table). ``kind_name`` is Danish, ``search_text`` is folded by ``fold``.
    """

    entry_id: str
    overlay: Overlay
    kind: EffortKind
    name: str
    area_ids: tuple[str, ...]
    place_words: str
    stage: Stage
    source: Source
    administrations: tuple[str, ...] = ()
    focus: str = ""
    focus_name: str = ""
    status: str = ""
    start_year: int | None = None
    end_year: int | None = None
    documented_year: int | None = None
    amount: Amount | None = None
    located: bool = False
    basis: str = "none"
    precision: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    kind_name: str = ""
    search_text: str = ""

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year anything is stated for; None where no year is."""
        stated = [year for year in (self.start_year, self.end_year, self.documented_year) if year is not None]
        return (min(stated), max(stated)) if stated else None

    @property
    def citywide(self) -> bool:
        return CITY_ID in self.area_ids

    @property
    def whole_area(self) -> bool:
        """Covers a district as a whole, so that it has no place of its own on the map."""
        return self.basis == "whole_district"


def fold(text: str) -> str:
    """Text for searching: case and stray spaces folded; æ ø å readable both as ae oe aa and as ae o a."""
    plain = text.casefold().replace("ø", "o").replace("å", "a")
    return f"{normalise(text)} {normalise(plain)}"
