"""Connections to a file of SQLite, and what it says when there are none; loaded with SQLAlchemy for the first."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.database import WAIT_SECONDS, as_json
from sikkerby_geo.store.schema import bring_up_to_date, schema_of

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


@contextmanager
def read(engine: Engine, file: Path) -> Iterator[Connection | None]:
    """A connection to a file that is there, as of one moment; None where it has no tables yet. Raises StoreError."""
    with _told(file), engine.connect() as connection:
        try:
            yield connection if schema_of(connection) else None
        except ValueError as error:  # a cell of the file that is no JSON, no moment, no kind of revision
            raise StoreError("problem.store_broken", file=str(file)) from error


@contextmanager
def write(engine: Engine, file: Path) -> Iterator[Connection]:
    """A connection with the only right to write, the tables made; the file is made too. Raises StoreError."""
    with _told(file), engine.begin() as connection:
        bring_up_to_date(connection)
        yield connection


def reader(file: Path) -> Engine:
    """What makes connections to read a file with."""
    return _engine(file, "BEGIN")


def writer(file: Path) -> Engine:
    """What makes connections to write a file with, one at a time."""
    engine = _engine(file, "BEGIN IMMEDIATE")

    @event.listens_for(engine, "connect")
    def _(connection: SqliteConnection, _record: object) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")

    return engine


@contextmanager
def _told(file: Path) -> Iterator[None]:
    """What the machine or the file is to blame for, as trouble we foresaw."""
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        key = next((key for start, key in _TROUBLES.items() if name.startswith(start)), None)
        if key is None:
            raise
        raise StoreError(key, file=str(file)) from error
    except OSError as error:
        raise StoreError("problem.store_unreadable", file=str(file)) from error


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
