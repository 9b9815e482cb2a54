"""Efforts: what was done where, whether it is drawn in a year, and what the record does not tell."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.efforts import EffortKind, Overlay
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.facts.stages import Stage as Stage


class Presence(StrEnum):
    """What can be said of an effort in a chosen year."""

    ACTIVE = "active"
    DOCUMENTED = "documented"
    INACTIVE = "inactive"
    YEAR_UNKNOWN = "year_unknown"
    RECORD_ENDS = "record_ends"


class Remark(StrEnum):
    """What must be said of an effort besides its fields."""

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
class Effort:
    """One effort, on the map or in the register alone; years are calendar years.

    ``area_ids`` are survey areas or the city (``koebenhavn``), none = not stated; ``place_words`` is the place and
    ``kind_words`` the kind in the source's words, ``status`` its Danish status. ``administrations`` are the codes of
    those the record itself names. ``facts`` are further (name of a field, Danish text from the table).
    ``search_text`` is what the register is searched by, folded by ``register.fold``. ``known_to`` is the last year
    it is spoken of, where that is not the last year of its table: when it was written, if this installation keeps it.
    ``same_as`` is the id of the effort that an offer only repeats: it is told there, and never counted beside it.
    """

    effort_id: str
    overlay: Overlay
    kind: EffortKind
    name: str
    area_ids: tuple[str, ...]
    stage: Stage
    source: Source
    kind_words: str = ""
    place_words: str = ""
    administrations: tuple[str, ...] = ()
    focus: str = ""
    focus_name: str = ""
    status: str = ""
    start_year: int | None = None
    end_year: int | None = None
    documented_year: int | None = None
    amount: Amount | None = None
    basis: str = "none"
    precision: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    search_text: str = ""
    known_to: int | None = None
    same_as: str = ""

    @property
    def done(self) -> bool:
        """Something done in a place: neither there for orientation nor an offer to use."""
        return not self.overlay.timeless and not self.overlay.offers

    @property
    def told_stage(self) -> Stage | None:
        """The stage where its overlay has stages; what has none is drawn without, never as unsure."""
        return self.stage if self.overlay.staged else None

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year anything is stated for; None where no year is."""
        stated = [year for year in (self.start_year, self.end_year, self.documented_year) if year is not None]
        return (min(stated), max(stated)) if stated else None

    @property
    def located(self) -> bool:
        """Has a place on the map: neither without geometry nor a whole district."""
        return self.basis not in ("none", "whole_district", "")

    @property
    def whole_area(self) -> bool:
        """Covers a district as a whole, so that it has no place of its own on the map."""
        return self.basis == "whole_district"

    @property
    def citywide(self) -> bool:
        return CITY_ID in self.area_ids


def presence(effort: Effort, year: int, documented_to: int | None) -> Presence:
    """Whether an effort was there in ``year``.

    What persists is there from its first year on. A period counts from its start to its end; a start without an
    end counts only in the years its status documents. ``documented_to`` is the last year the record covers:
    after it, what has a period is *not known*, never "nothing".
    """
    if effort.overlay.timeless:
        return Presence.ACTIVE
    start = effort.start_year if effort.start_year is not None else effort.end_year
    if effort.overlay.persists:
        if start is None:
            return Presence.YEAR_UNKNOWN
        return Presence.ACTIVE if start <= year else Presence.INACTIVE
    if documented_to is not None and year > documented_to:
        return Presence.RECORD_ENDS
    if start is not None and effort.end_year is not None:
        return Presence.ACTIVE if start <= year <= effort.end_year else Presence.INACTIVE
    documented = effort.documented_year if effort.documented_year is not None else start
    if documented is None:
        return Presence.YEAR_UNKNOWN
    if documented == year:
        return Presence.DOCUMENTED
    return Presence.ACTIVE if start is not None and start <= year <= documented else Presence.INACTIVE
