"""The database of the own records: one SQLite file in a folder of the user's, opened to read or to write."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.schema import BESIDE_THE_TABLES, bring_up_to_date, schema_of

FILE_NAME = "sikkerby.sqlite"
WAIT_SECONDS = 20
"""How long a writer waits for another one before it gives up."""

_TROUBLES = {
    "SQLITE_FULL": "problem.store_full",
    "SQLITE_BUSY": "problem.store_busy",
    "SQLITE_LOCKED": "problem.store_busy",
    "SQLITE_READONLY": "problem.store_unwritable",
    "SQLITE_PERM": "problem.store_unwritable",
    "SQLITE_CANTOPEN": "problem.store_unreadable",
    "SQLITE_AUTH": "problem.store_unreadable",
    "SQLITE_IOERR": "problem.store_unreadable",
    "SQLITE_CORRUPT": "problem.store_broken",
    "SQLITE_NOTADB": "problem.store_broken",
}
"""What the machine or the file can be to blame for, by the name SQLite gives it; anything else is a bug of ours."""

_NO_OBJECTS = """
SELECT record_kind, record_id, revision FROM version
WHERE payload IS NOT NULL AND CASE WHEN json_valid(payload) THEN json_type(payload) END IS NOT 'object'
"""
"""Versions whose payload is not what all of ours are."""


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


class Database:
    """The SQLite file in a folder. It is made when first written to; until then there is nothing to read."""

    def __init__(self, folder: Path, name: str = FILE_NAME) -> None:
        self.folder = folder
        self.file = folder / name

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
        """A connection that sees one moment; None where nothing has been written yet.

        Raises
        ------
        StoreError
            The file cannot be read, is none of ours, or of a newer version of the program.
        """
        with self._told():
            if not self.file.exists():
                yield None
                return
            with self._reader.connect() as connection:
                try:
                    yield connection if schema_of(connection) else None
                except ValueError as error:  # a cell of the file that is no JSON, no moment, no kind of revision
                    raise StoreError("problem.store_broken", file=str(self.file)) from error

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection with the only right to write: all of what is done with it happens, or nothing.

        Raises
        ------
        StoreError
            The folder or the file cannot be written, the disk is full, another one has been writing for too long, or
            the file is none of ours, or of a newer version of the program.
        """
        self.make_folder()
        with self._told(), self._writer.begin() as connection:
            bring_up_to_date(connection)
            yield connection

    def make_folder(self) -> None:
        """Make the folder where it is not there yet.

        Raises
        ------
        StoreError
            It cannot be made or written, or lies in the program's own folder.
        """
        if self.folder.resolve().is_relative_to(ROOT):
            raise StoreError("problem.store_in_program", folder=str(self.folder))
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError("problem.store_unwritable", file=str(self.folder)) from error
        if not os.access(self.folder, os.W_OK | os.X_OK):
            raise StoreError("problem.store_unwritable", file=str(self.folder))

    def faults(self) -> list[str]:
        """What SQLite finds wrong in the file, in its own words; nothing where all is well, or nothing is there yet.

        Raises
        ------
        StoreError
            The file cannot be read, is none of ours, or of a newer version of the program.
        """
        with self.reading() as connection:
            if connection is None:
                return []
            told = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
            loose = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            strange = connection.exec_driver_sql(_NO_OBJECTS).all() if told == ["ok"] else []
        return [
            *(line for line in told if line != "ok"),
            *(f"{row[0]} {row[1]} -> {row[2]}" for row in loose),
            *(f"{row[0]} {row[1]}: {row[2]}" for row in strange),
        ]

    def lacking(self) -> list[str]:
        """What the schema has and the file has no more, by name: a guard against changes, or an index.

        Raises
        ------
        StoreError
            As ``faults``.
        """
        with self.reading() as connection:
            if connection is None:
                return []
            there = {str(row[0]) for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
        return [name for name in BESIDE_THE_TABLES if name not in there]

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What the machine or the file is to blame for, as trouble we foresaw."""
        try:
            yield
        except DBAPIError as error:
            name = getattr(error.orig, "sqlite_errorname", "")
            key = next((key for start, key in _TROUBLES.items() if name.startswith(start)), None)
            if key is None:
                raise
            raise StoreError(key, file=str(self.file)) from error
        except OSError as error:
            raise StoreError("problem.store_unreadable", file=str(self.file)) from error

    @cached_property
    def _reader(self) -> Engine:
        return _engine(self.file, "BEGIN")

    @cached_property
    def _writer(self) -> Engine:
        engine = _engine(self.file, "BEGIN IMMEDIATE")

        @event.listens_for(engine, "connect")
        def _(connection: SqliteConnection, _record: object) -> None:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")

        return engine


def _engine(file: Path, begin: str) -> Engine:
    """An engine whose transactions begin as said, and whose connections hold no file open when they are done."""
    engine = create_engine(
        URL.create("sqlite+pysqlite", database=str(file)),
        poolclass=NullPool,
        connect_args={"timeout": WAIT_SECONDS, "check_same_thread": False},
        json_serializer=lambda value: json.dumps(value, ensure_ascii=False, sort_keys=True),
    )

    @event.listens_for(engine, "connect")
    def _(connection: SqliteConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin by itself, too late and in its own way
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
