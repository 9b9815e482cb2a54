"""The database of the own records, whichever engine keeps it: opened to read or to write, and examined."""

from __future__ import annotations

import json
import os
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from platformdirs import user_data_path

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.versions import ROOT

if TYPE_CHECKING:
    from sqlalchemy import Connection

FILE_NAME = "sikkerby.sqlite"
WAIT_SECONDS = 20
"""How long a writer waits for another one before it gives up."""


@dataclass(frozen=True)
class Finding:
    """The answer to one question: ``check`` names the sentence (``cli.doctor.<check>``), ``values`` fill it in."""

    check: str
    well: bool
    values: dict[str, object] = field(default_factory=dict)
    trouble: StoreError | None = None


class Database(ABC):
    """What an engine does for the store. Tables are made when it is first written to; until then nothing is there."""

    @property
    @abstractmethod
    def place(self) -> str:
        """Where it lies, as a sentence names it and as it is told from others; never with a password."""

    @property
    @abstractmethod
    def name(self) -> str:
        """What a page calls it, where everybody may read it."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[Connection | None]:
        """A connection that sees one moment; None where nothing has been written yet.

        Raises
        ------
        StoreError
            The database cannot be reached or read, is none of ours, or of a newer version of the program.
        """

    @abstractmethod
    def writing(self) -> AbstractContextManager[Connection]:
        """A connection with the only right to write: all of what is done with it happens, or nothing.

        Raises
        ------
        StoreError
            The database cannot be reached or written, its disk is full, another one has been writing for too long, or
            it is none of ours, or of a newer version of the program.
        """

    def prepare(self) -> None:
        """Make the tables, or change them to the newest schema, and write nothing into them.

        Raises
        ------
        StoreError
            As ``writing``.
        """
        with self.writing():
            pass

    @abstractmethod
    def faults(self) -> list[str]:
        """What is wrong in the database, in the engine's own words; nothing where all is well, or nothing is there yet.

        Raises
        ------
        StoreError
            As ``reading``.
        """

    @abstractmethod
    def lacking(self) -> list[str]:
        """What the schema has and the database has no more, by name: a guard against changes, an index, a view.

        Raises
        ------
        StoreError
            As ``reading``.
        """

    def emptied(self) -> bool:
        """Whether there is a database without the tables that whoever made it made with it."""
        return False

    @abstractmethod
    def examined(self) -> list[Finding]:
        """What can be asked of the place the database lies in, without changing anything.

        Raises
        ------
        StoreError
            As ``reading``.
        """


def data_folder() -> Path:
    """The folder of the own records: what SIKKERBY_DATA names, else the user's data folder. Nothing is made.

    For a user without a home it is one in the program's folder, where nothing is ever written: there are no own records
    until a folder is named.
    """
    try:
        if named := os.environ.get("SIKKERBY_DATA"):
            return Path(named).expanduser().absolute()
        return user_data_path("sikkerby", appauthor=False)
    except RuntimeError:
        return ROOT / "own"


def as_json(value: object) -> str:
    """A payload as text, the same on every engine."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
