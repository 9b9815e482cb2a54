"""The history of the register: one change of an effort, a revision with all it changed, two changes that disagree."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.register.differences import FieldChange
from sikkerby_geo.facts.register_entry import Entry
from sikkerby_geo.facts.revisions import Revision


@dataclass(frozen=True)
class Past:
    """One change in the history of an effort: the revision, what stood before and after, field by field."""

    revision: Revision
    before: Entry | None
    after: Entry | None
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True)
class Touched:
    """A revision that changed efforts, and which."""

    revision: Revision
    effort_ids: tuple[str, ...]


@dataclass(frozen=True)
class Conflict:
    """Two changes of one effort that cannot both stand: made from ``base``, ``theirs`` stands, ``mine`` does not.

    ``fields`` are those they disagree on, or ``WHOLE`` where one edits what the other deletes. ``since`` is the
    revision of theirs. ``conflict_id`` is blank until it is kept to be decided later.
    """

    effort_id: str
    base: Entry | None
    theirs: Entry | None
    mine: Entry | None
    fields: tuple[str, ...]
    since: Revision
    seen: int
    conflict_id: str = ""
    who: str = ""
    why: str = ""
