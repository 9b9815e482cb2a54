"""The form of one entry in the session: what was there when it was opened, and all that is typed, until it is saved.

Streamlit forgets a field's words when it is not drawn; here they stay. The draft is the truth: fields are filled from
it, and what stands in them is taken in before anything else happens.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import streamlit as st
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.build.register import new_id
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.validation import EntryFault, Surroundings, faults_of
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.register import FIELD, FieldType
from sikkerby_geo.facts.register_entry import BLANK, Entry, RegisterRow
from sikkerby_geo.views.efforts.form_values import FORM_FIELDS, read, typed_of

KEY = "edit"
"""What the keys of the form's fields begin with."""
_DRAFT = "register-draft"
ROWS = {FieldType.DATED_STAGES: ("stage", "date"), FieldType.YEARLY_STATUS: ("year", "status", "words")}
"""The parts of a row of a list; codes are None where none is chosen."""
CODES = ("stage", "status")
PLACE_TEXTS = ("search", "corners")


@dataclass
class Draft:
    """A form that is open. ``base`` is the entry as it stood at revision ``seen``, blank for a new one.

    ``typed`` and ``shape`` are what it says now, ``place`` what is typed to find a shape. ``tried`` = saving was tried,
    so that faults are told; ``asking`` = whether it is another effort than the ones alike is asked (``others`` are
    those it is not); ``leaving`` = whether to throw it away is. ``step`` counts what the keyboard is to go to.
    ``click`` is the newest of the map that was answered, ``stands`` the one whose shape stands as it was drawn;
    ``told`` is what is said in a part of the place.
    """

    effort_id: str
    base: Entry
    seen: int
    new: bool
    typed: dict[str, Any]
    shape: BaseGeometry | None
    source_name: str = ""
    why: str = ""
    tried: bool = False
    asking: bool = False
    leaving: bool = False
    others: frozenset[str] = frozenset()
    step: int = 1
    click: int = 0
    stands: int = 0
    told: dict[str, tuple[str, ...]] = field(default_factory=dict)
    place: dict[str, str] = field(default_factory=lambda: dict.fromkeys(PLACE_TEXTS, ""))
    row_ids: dict[str, list[int]] = field(default_factory=dict)
    newest_row: int = 0

    def __post_init__(self) -> None:
        for name in LISTS:
            self.row_ids[name] = [self.next_row() for _ in self.typed[name]]

    def next_row(self) -> int:
        self.newest_row += 1
        return self.newest_row

    @property
    def unsaved(self) -> bool:
        """Whether it says anything that was not there when it was opened."""
        return self.typed != typed_of(self.base) or self.shape != self.base.geometry or bool(self.why.strip())

    @property
    def entry(self) -> Entry:
        """What it says, as far as that can be read."""
        return read(self.typed, self.shape, self.base).entry

    def faults(self, atlas: Atlas) -> tuple[EntryFault, ...]:
        """Everything that keeps it from being saved, in the order of the fields."""
        told = read(self.typed, self.shape, self.base)
        unread = {fault.field for fault in told.faults}
        wrong = [one for one in faults_of(told.entry, Surroundings.of(atlas)) if one.field not in unread]
        order = list(FIELD)
        return tuple(sorted((*told.faults, *wrong), key=lambda fault: order.index(fault.field)))


LISTS = tuple(one.name for one in FORM_FIELDS if one.type in ROWS)


def current() -> Draft | None:
    """The form that is open."""
    return st.session_state.get(_DRAFT)


def open_new() -> None:
    """Open a form for an effort nobody has told of."""
    _open(Draft(new_id(""), BLANK, 0, True, typed_of(BLANK), None))


def open_edit(row: RegisterRow) -> None:
    """Open the form of an entry as it stands."""
    _open(Draft(row.effort_id, row.entry, row.revision, False, typed_of(row.entry), row.entry.geometry))


def open_copy(row: RegisterRow) -> None:
    """Open a form for a new effort that begins as another one, but for what has come of that."""
    start = replace(row.entry, stages=(), yearly_status=(), effectiveness_mark="", spent_dkk=None, spent_to="")
    _open(Draft(new_id(""), BLANK, 0, True, typed_of(start), start.geometry, source_name=start.name))


def _open(draft: Draft) -> None:
    close()
    st.session_state[_DRAFT] = draft


def close() -> None:
    """Let the form go, with all that stands in it."""
    st.session_state.pop(_DRAFT, None)
    for key in [key for key in st.session_state if str(key).startswith(f"{KEY}-")]:
        del st.session_state[key]


def key_of(name: str, row: int = 0, part: str = "") -> str:
    """The key of a field, or of a part of a row in one."""
    return f"{KEY}-{name}-{row}-{part}" if part else f"{KEY}-{name}"


def place_key(name: str) -> str:
    """The key of a field that finds a place."""
    return f"{KEY}-place-{name}"


def take_in(draft: Draft, state: Mapping[Any, Any] | None = None) -> None:
    """Take into the draft what stands in the fields, as far as they are drawn."""
    fields: Any = st.session_state if state is None else state
    draft.why = fields.get(key_of("why"), draft.why)
    draft.place = {name: fields.get(place_key(name), said) for name, said in draft.place.items()}
    for one in FORM_FIELDS:
        if one.type in ROWS:
            for row, number in zip(draft.typed[one.name], draft.row_ids[one.name], strict=True):
                row |= {part: fields.get(key_of(one.name, number, part), row[part]) for part in row}
        else:
            draft.typed[one.name] = fields.get(key_of(one.name), draft.typed[one.name])


def put(draft: Draft, name: str, value: Any) -> None:
    """Have a field say something else, drawn or not."""
    draft.typed[name] = value
    st.session_state[key_of(name)] = value


def add_row(name: str) -> None:
    """One more empty row in a list."""
    draft = current()
    if draft is not None:
        take_in(draft)
        parts = ROWS[FIELD[name].type]
        draft.typed[name] = [*draft.typed[name], {part: None if part in CODES else "" for part in parts}]
        draft.row_ids[name].append(draft.next_row())


def remove_row(name: str, number: int) -> None:
    """Take a row of a list away."""
    draft = current()
    if draft is not None and number in draft.row_ids[name]:
        take_in(draft)
        at = draft.row_ids[name].index(number)
        draft.typed[name] = [row for place, row in enumerate(draft.typed[name]) if place != at]
        draft.row_ids[name].remove(number)


def status_year(day: date | None = None) -> int:
    """The last year that is over, for which a status is expected."""
    return (day or today()).year - 1
