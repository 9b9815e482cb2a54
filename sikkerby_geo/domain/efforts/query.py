"""Questions to the register: which entries fit, and what their money adds up to; pure and order-free."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sikkerby_geo.domain.efforts.effort import Effort, Stage
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.areas import CITY_ID, Gazetteer, Level
from sikkerby_geo.facts.efforts import EffortKind

NOT_STATED = ""
"""The key of entries whose source does not say: a group of its own in every filter and sum."""

Keys = Callable[[Effort], tuple[Any, ...]]
"""The groups an entry belongs to: at least one, several where it names several places or administrations."""


@dataclass(frozen=True)
class Filter:
    """What a reader asks for; an empty field asks for nothing.

    ``words`` are folded as the entries' ``search_text`` and must all be found. ``areas`` are survey areas, the city's
    id or ``NOT_STATED``. ``first`` and ``last`` are years; an entry without a year fits every period.
    ``group_of`` gives the group of an entry where ``groups`` asks for some.
    """

    words: tuple[str, ...] = ()
    areas: frozenset[str] = frozenset()
    administrations: frozenset[str] = frozenset()
    focus: frozenset[str] = frozenset()
    kinds: frozenset[EffortKind] = frozenset()
    stages: frozenset[Stage] = frozenset()
    groups: frozenset[StatusGroup] = frozenset()
    group_of: Callable[[Effort], StatusGroup | None] = lambda entry: None
    first: int | None = None
    last: int | None = None
    with_money: bool = False
    located: bool = False

    @property
    def by_year(self) -> bool:
        return self.first is not None or self.last is not None

    def fits(self, entry: Effort) -> bool:
        """Whether an entry meets every demand."""
        return all(self._tests(entry))

    def _tests(self, entry: Effort) -> Iterator[bool]:
        yield all(word in entry.search_text for word in self.words)
        yield not self.areas or not self.areas.isdisjoint(entry.area_ids or (NOT_STATED,))
        yield not self.administrations or not self.administrations.isdisjoint(by_administration(entry))
        yield not self.focus or entry.focus in self.focus
        yield not self.kinds or entry.kind in self.kinds
        yield not self.stages or entry.stage in self.stages
        yield not self.groups or self.group_of(entry) in self.groups
        yield not self.with_money or entry.amount is not None
        yield not self.located or entry.located
        if entry.years is not None:
            first, last = entry.years
            yield self.first is None or last >= self.first
            yield self.last is None or first <= self.last


def matching(entries: Iterable[Effort], wanted: Filter) -> tuple[Effort, ...]:
    """The entries that fit, in their order."""
    return tuple(entry for entry in entries if wanted.fits(entry))


@dataclass(frozen=True)
class Sums:
    """Counts and kroner of a set of entries; ``outside`` counts those whose money stands outside its total."""

    count: int
    stated: int
    outside: int
    capital: int
    operating: int
    undivided: int

    @property
    def total(self) -> int:
        return self.capital + self.operating + self.undivided

    @property
    def not_stated(self) -> int:
        return self.count - self.stated - self.outside


def sums_of(entries: Iterable[Effort]) -> Sums:
    """Everything added up, each entry once; money outside its document's total is counted but not added."""
    found = tuple(entries)
    amounts = [entry.amount for entry in found if entry.amount is not None]
    counted = [amount for amount in amounts if amount.counted]
    return Sums(
        count=len(found),
        stated=len(counted),
        outside=len(amounts) - len(counted),
        capital=sum(amount.capital or 0 for amount in counted),
        operating=sum(amount.operating or 0 for amount in counted),
        undivided=sum(amount.undivided or 0 for amount in counted),
    )


@dataclass(frozen=True)
class SumRow:
    """The sums of one group; ``shared`` is the part of them that stands in another group too."""

    key: Any
    sums: Sums
    shared: Sums


@dataclass(frozen=True)
class Summary:
    """Sums by group. Money is not split: rows without their shared part, and ``shared`` once, give ``total``."""

    rows: tuple[SumRow, ...]
    total: Sums
    shared: Sums


def summed_by(entries: Iterable[Effort], keys: Keys) -> Summary:
    """Sums by the groups ``keys`` gives, in the order the groups first appear."""
    found = tuple(entries)
    groups: dict[Any, list[Effort]] = {}
    several = [entry for entry in found if len(keys(entry)) > 1]
    for entry in found:
        for key in keys(entry):
            groups.setdefault(key, []).append(entry)
    rows = tuple(
        SumRow(key, sums_of(group), sums_of(entry for entry in group if len(keys(entry)) > 1))
        for key, group in groups.items()
    )
    return Summary(rows, sums_of(found), sums_of(several))


def by_administration(entry: Effort) -> tuple[str, ...]:
    return entry.administrations or (NOT_STATED,)


def by_focus(entry: Effort) -> tuple[str, ...]:
    return (entry.focus,)


def by_kind(entry: Effort) -> tuple[EffortKind, ...]:
    return (entry.kind,)


def by_stage(entry: Effort) -> tuple[Stage, ...]:
    return (entry.stage,)


def by_group(group_of: Callable[[Effort], StatusGroup | None]) -> Keys:
    """What is known of an entry; None where it is in no group, since it was given up."""
    return lambda entry: (group_of(entry),)


def by_first_year(entry: Effort) -> tuple[int | str, ...]:
    """The first year stated: money is not spread over a period."""
    return (entry.years[0] if entry.years is not None else NOT_STATED,)


def by_place(places: Gazetteer, level: Level) -> Keys:
    """Groups of a level: its places, the city as a whole, and not stated."""

    def keys(entry: Effort) -> tuple[str, ...]:
        if entry.citywide:
            return (CITY_ID,)
        found = [place.place_id for place in places.at(level) if set(place.members) & set(entry.area_ids)]
        return tuple(found) or (NOT_STATED,)

    return keys
