"""Revisions of the installation's own records: who changed what, when and why. Nothing is changed in its place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sikkerby_geo.facts.problems import SikkerByError

RecordKey = tuple[str, str]
"""Record kind and record id."""

Payload = Mapping[str, object]
"""What a record says, as a JSON object."""


class RevisionKind(StrEnum):
    """What sort of change a revision is."""

    DELIVERY = "delivery"
    EDIT = "edit"
    UNDO = "undo"
    IMPORT = "import"
    ROLE = "role"


@dataclass(frozen=True)
class Occasion:
    """Why a revision is made: who makes it and why, and where it comes from.

    ``sha256`` is that of the file it was read from, in hexadecimal; ``undoes`` the revisions an undo takes back.
    """

    who: str
    why: str
    kind: RevisionKind
    source: str = ""
    file_name: str = ""
    sha256: str = ""
    undoes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Revision:
    """One revision as it is kept: its number (1 is the first), when (UTC), on what occasion, how many records."""

    number: int
    at: datetime
    occasion: Occasion
    records: int


@dataclass(frozen=True)
class Version:
    """What a record says from a revision on; ``payload`` is None where the revision deletes it."""

    record_kind: str
    record_id: str
    revision: int
    payload: Payload | None

    @property
    def key(self) -> RecordKey:
        return self.record_kind, self.record_id


@dataclass(frozen=True)
class Change:
    """What a record is to say (None deletes it). ``expected`` is the revision of the version its writer saw; 0 = none.

    A record whose newest version is another one is a conflict.
    """

    record_kind: str
    record_id: str
    payload: Payload | None
    expected: int

    @property
    def key(self) -> RecordKey:
        return self.record_kind, self.record_id


class StoreError(SikkerByError):
    """The database of the own records cannot be used: no right, full, busy, broken, of a newer version, in the way."""


class ConflictError(SikkerByError):
    """Somebody else has changed a record since its writer saw it; ``versions`` are what stands now."""

    def __init__(self, versions: tuple[Version, ...], newest: Revision) -> None:
        super().__init__(
            "problem.store_conflict",
            count=len(versions),
            revision=newest.number,
            who=newest.occasion.who,
            record=versions[0].record_id,
        )
        self.versions = versions
        self.newest = newest


class LaterChangeError(SikkerByError):
    """A revision cannot be undone alone: later ones have changed the same records; ``later`` are their numbers."""

    def __init__(self, number: int, later: tuple[int, ...]) -> None:
        super().__init__("problem.store_later", revision=number, later=", ".join(map(str, later)))
        self.number = number
        self.later = later


class UnknownRevisionError(SikkerByError):
    """There is no revision of that number."""

    def __init__(self, number: int) -> None:
        super().__init__("problem.store_no_revision", revision=number)


class NothingNewError(SikkerByError):
    """What is to be written already stands, so that there is nothing to remember."""

    def __init__(self) -> None:
        super().__init__("problem.store_nothing_new")


class NoFiguresError(SikkerByError):
    """A revision has no figures that could be marked: it brought none, or ``later`` ones have changed them all."""

    def __init__(self, number: int, later: tuple[int, ...]) -> None:
        key = "problem.store_no_figures_now" if later else "problem.store_no_figures"
        super().__init__(key, revision=number, later=", ".join(map(str, later)))
