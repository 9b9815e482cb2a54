"""SQLite: the own records as one file in a folder of the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.database import FILE_NAME, WAIT_SECONDS, Database, Finding, as_json
from sikkerby_geo.store.schema import BESIDE_THE_TABLES, bring_up_to_date, schema_of

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


class SqliteDatabase(Database):
    """The SQLite file in a folder. It is made when first written to; until then there is nothing to read."""

    def __init__(self, folder: Path, name: str = FILE_NAME) -> None:
        self.folder = folder
        self.file = folder / name

    @property
    def place(self) -> str:
        return str(self.file)

    @property
    def name(self) -> str:
        return self.file.name

    @contextmanager
    def reading(self) -> Iterator[Connection | None]:
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
        with self.reading() as connection:
            if connection is None:
                return []
            there = {str(row[0]) for row in connection.exec_driver_sql("SELECT name FROM sqlite_master")}
        return [name for name in BESIDE_THE_TABLES if name not in there]

    def emptied(self) -> bool:
        """A file without tables: somebody emptied it, or its first writer was stopped."""
        with self.reading() as connection:
            return connection is None and self.file.exists()

    def examined(self) -> list[Finding]:
        """Whether the folder can be written; one that is not there yet, whether it could be made."""
        nearest = next(one for one in (self.folder, *self.folder.parents) if one.exists())
        writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
        check = "folder" if self.folder.exists() else "folder_to_be"
        return [Finding(check, writable, {"folder": str(self.folder)})]

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
        json_serializer=as_json,
        hide_parameters=True,  # what people wrote is in no log
    )

    @event.listens_for(engine, "connect")
    def _(connection: SqliteConnection, _record: object) -> None:
        connection.isolation_level = None  # the driver would begin by itself, too late and in its own way
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
