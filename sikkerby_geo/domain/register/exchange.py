"""What rows from outside would change in the register: merged with what happened since, filled in, asked about.

A file is taken home, worked on and brought back: each of its rows is put together with what others have written
meanwhile before it is compared with what stands.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import NameKind, named_places
from sikkerby_geo.domain.register.importing import Import, ImportFault, Incoming, compared
from sikkerby_geo.domain.register.likeness import Alike, LikenessIndex
from sikkerby_geo.domain.register.placing import Placing
from sikkerby_geo.domain.register.validation import EntryFault, Surroundings
from sikkerby_geo.facts.intake import Choice, Question, Where
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.register import DRAWN
from sikkerby_geo.facts.register_entry import ENTRY_FIELDS, Entry, RegisterRow

NEW, SKIP, NONE, ALL = "new", "skip", "none", "all"
"""Answers: a new effort after all, a row passed over; no area of a street, and all of them."""


@dataclass(frozen=True)
class Brought:
    """A row from outside: where it stands, its effort (blank: a new one), and what it says now in all fields.

    ``seen`` is the revision that stood when it was compared with what stands.
    """

    place: int
    where: Where
    effort_id: str
    entry: Entry
    seen: int | None = None


@dataclass(frozen=True)
class Exchange:
    """What would be written, what is wrong, and what must be asked first.

    ``alike`` are the rows of the register that an added one may be, by its place; ``skipped`` counts rows passed over
    as answered.
    """

    found: Import
    questions: tuple[Question, ...] = ()
    alike: Mapping[int, tuple[Alike, ...]] | None = None
    skipped: int = 0


class Ground:
    """What rows from outside are held against: an atlas, its streets, its areas, and its efforts by likeness."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas

    @cached_property
    def around(self) -> Surroundings:
        return Surroundings.of(self.atlas)

    @cached_property
    def likeness(self) -> LikenessIndex:
        return LikenessIndex(self.atlas.register.values(), self.atlas.effort_shapes_in_metres)

    @cached_property
    def placing(self) -> Placing:
        return Placing(self.atlas)

    @cached_property
    def streets(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The survey areas of every street, by its folded name."""
        return {
            name_words(one.name): tuple(sorted(one.area_ids))
            for one in named_places(self.atlas)
            if one.kind is NameKind.STREET
        }


def exchanged(ground: Ground, brought: Iterable[Brought], answers: Mapping[str, str]) -> Exchange:
    """Compare rows with the register: places filled in, likely duplicates among the added asked about."""
    questions: dict[str, Question] = {}
    alike: dict[int, tuple[Alike, ...]] = {}
    incoming: list[Incoming] = []
    named: dict[Entry, int] = {}
    doubles: list[ImportFault] = []
    skipped = 0
    for one in brought:
        entry, waits = _placed(one, ground, answers, questions)
        if waits:
            continue
        effort_id = one.effort_id
        if not effort_id:
            if entry in named:
                doubles.append(ImportFault(one.place, "", EntryFault("id", "row_twice", str(named[entry]))))
                continue
            named[entry] = one.where.row
            like = ground.likeness.alike(entry) if entry.name else ()
            question = _question(one, entry, like) if like else None
            answer = answers.get(question.key, "") if question else NEW
            if question and answer not in {choice.choice_id for choice in question.choices}:
                questions[question.key] = question
                alike[one.place] = like
            if answer == SKIP:
                skipped += 1
                continue
            if answer != NEW and answer in ground.atlas.register:
                effort_id, entry = answer, _over(ground.atlas.register[answer].entry, entry)
        incoming.append(Incoming(one.place, effort_id, entry, ENTRY_FIELDS, one.seen))
    found = compared(incoming, ground.atlas.register, ground.around)
    found = replace(found, faults=(*found.faults, *doubles))
    return Exchange(found, tuple(questions.values()), alike, skipped)


def missed(
    rows: Mapping[str, RegisterRow], scope: Collection[str], named: Collection[str], fetched: int | None
) -> tuple[tuple[RegisterRow, ...], tuple[RegisterRow, ...]]:
    """Rows of a scope that a file claiming to hold it lacks: those to remove, and those that stay.

    What somebody has added or changed since the file was fetched stays; a file that does not say when lacks them all.
    """
    lacking = [rows[one] for one in scope if one in rows and one not in named and not rows[one].entry.withdrawn]
    stays = [row for row in lacking if fetched is not None and row.revision > fetched]
    return tuple(row for row in lacking if row not in stays), tuple(stays)


def _over(before: Entry, entry: Entry) -> Entry:
    """An effort with what a row says of it; where the row says nothing, the effort stays as it is."""
    said = {name: getattr(entry, name) for name in ENTRY_FIELDS if getattr(entry, name) not in ("", None, ())}
    return replace(before, **said)


def _question(one: Brought, entry: Entry, like: Sequence[Alike]) -> Question:
    """Whether an added row is one that stands already."""
    same = (Choice(each.row.effort_id, "alike_same", each.row.entry.name) for each in like[:4])
    choices = (Choice(NEW, "alike_new"), *same, Choice(SKIP, "alike_skip"))
    key = f"alike:{one.where.sheet}:{one.where.row}:{'-'.join(name_words(entry.name))[:40]}"
    return Question(key, "alike", one.where, entry.name, choices)


def _placed(
    one: Brought, ground: Ground, answers: Mapping[str, str], questions: dict[str, Question]
) -> tuple[Entry, bool]:
    """A new entry with the areas its shape or its streets lie in, where it names none; and whether one waits."""
    entry = one.entry
    if one.effort_id:
        return entry, False
    if entry.geometry is not None and not entry.basis:
        entry = replace(entry, basis=DRAWN)
    if entry.area_ids:
        return entry, False
    if entry.geometry is not None and not entry.geometry.is_empty:
        return replace(entry, area_ids=ground.placing.areas(entry.geometry)), False
    ids: list[str] = []
    waits = False
    for name in filter(None, (part.strip() for part in entry.place_words.replace(";", ",").split(","))):
        areas = ground.streets.get(name_words(name), ())
        if len(areas) > 1:
            key = f"street:{'-'.join(name_words(name))}"
            answer = answers.get(key, "")
            if answer not in (ALL, NONE, *areas):
                questions.setdefault(key, _street(key, name, areas, one.where, ground.atlas))
                waits = True
                continue
            areas = areas if answer == ALL else () if answer == NONE else (answer,)
        ids += areas
    return replace(entry, area_ids=tuple(dict.fromkeys(ids))), waits


def _street(key: str, name: str, areas: Sequence[str], where: Where, atlas: Atlas) -> Question:
    """Which of its areas a street is meant in."""
    each = (Choice(area, "street_area", atlas.places[area].name) for area in areas)
    return Question(key, "street", where, name, (Choice(ALL, "street_all"), *each, Choice(NONE, "street_none")))
