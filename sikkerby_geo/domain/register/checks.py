"""What is worth a second look in an entry, and in what the administrations say of their efforts; nothing is refused."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.efforts import KIND, OVERLAY_OF
from sikkerby_geo.facts.purposes import LEAST_PRINCIPLES, MARKS_WANTED
from sikkerby_geo.facts.register import LEAST, MOST
from sikkerby_geo.facts.register_entry import Entry, RegisterRow
from sikkerby_geo.facts.stages import NEVER_BEGUN, Stage

_FULL_NAME = re.compile(r"[A-ZÆØÅ][a-zæøåéü]+(?:[ -][A-ZÆØÅ][a-zæøåéü.]+){1,3}")
"""Two to four words with capitals and nothing else: how a person is written, and seldom a function in Danish."""


@dataclass(frozen=True)
class EntryCheck:
    """One thing worth a second look: the field it is about; ``count`` and ``year`` fill its sentence.

    ``kind`` names the sentence (``record.check.<kind>``).
    """

    kind: str
    field: str
    count: int = 0
    year: int | None = None


def checks_of(entry: Entry, year: int) -> tuple[EntryCheck, ...]:
    """What is worth a second look in an entry, as of a ``year``: the last that a status is expected for."""
    return tuple(_checks(entry, year))


def _checks(entry: Entry, year: int) -> Iterator[EntryCheck]:
    money = [part for part in (entry.capital_dkk, entry.operating_dkk, entry.undivided_dkk) if part is not None]
    if money and len(entry.principles) < LEAST_PRINCIPLES:
        yield EntryCheck("few_principles", "principles", count=len(entry.principles))
    if not entry.administration:
        yield EntryCheck("no_administration", "administration")
    if _FULL_NAME.fullmatch(entry.contact_function.strip()):
        yield EntryCheck("maybe_a_name", "contact_function")
    if entry.geometry is not None and not entry.area_ids:
        yield EntryCheck("shape_without_area", "area_ids")
    if money and not entry.money_source:
        yield EntryCheck("money_without_source", "money_source")
    if entry.spent_dkk is not None and not entry.spent_to:
        yield EntryCheck("spent_without_date", "spent_to")
    if entry.spent_dkk is not None and money and entry.spent_dkk > sum(money):
        yield EntryCheck("spent_over", "spent_dkk")
    if not entry.success_criterion:
        yield EntryCheck("no_criterion", "success_criterion")
    if not entry.serves:
        yield EntryCheck("no_goal", "serves")
    if _wants_status(entry, year) and year not in {told.year for told in entry.yearly_status}:
        yield EntryCheck("no_status", "yearly_status", year=year)


def _wants_status(entry: Entry, year: int) -> bool:
    """Whether an effort was in progress in a year, so that its effect was to be followed up."""
    if entry.kind not in KIND or OVERLAY_OF[KIND[entry.kind]].persists or entry.start_year is None:
        return False
    begun = entry.start_year <= year and entry.stage not in (*NEVER_BEGUN, Stage.DECIDED)
    return begun and (entry.end_year is None or year <= entry.end_year)


@dataclass(frozen=True)
class Marks:
    """How many efforts an administration names as among its most (or least) effective; ``enough`` as it should."""

    administration: str
    mark: str
    effort_ids: tuple[str, ...]

    @property
    def enough(self) -> bool:
        return len(self.effort_ids) in MARKS_WANTED

    @property
    def too_few(self) -> bool:
        return len(self.effort_ids) < MARKS_WANTED.start


def marks_of(rows: Iterable[RegisterRow]) -> tuple[Marks, ...]:
    """The marks of every administration, most before least, in the order of the registry; withdrawn ones left out."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        if row.entry.effectiveness_mark and not row.entry.withdrawn:
            found.setdefault((row.entry.administration, row.entry.effectiveness_mark), []).append(row.effort_id)
    offices = [office.code for office in ADMINISTRATIONS]
    return tuple(
        Marks(code, mark, tuple(sorted(found.get((code, mark), ())))) for code in offices for mark in (MOST, LEAST)
    )
