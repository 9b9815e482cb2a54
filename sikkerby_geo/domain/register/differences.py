"""What two states of an entry differ in, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sikkerby_geo.facts.register import FIELDS, Field
from sikkerby_geo.facts.register_entry import BLANK, Entry


@dataclass(frozen=True)
class FieldChange:
    """One field that says something else: its values before and after, in the field's own type."""

    field: Field
    before: Any
    after: Any


def field_changes(before: Entry | None, after: Entry | None) -> tuple[FieldChange, ...]:
    """The fields that differ, in the order of the registry; an entry that is not there states nothing."""
    old, new = before or BLANK, after or BLANK
    pairs = ((field, getattr(old, field.name), getattr(new, field.name)) for field in FIELDS)
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])
