"""Backup, restore and move: all own records with their history as one SQLite file, or from one database to another.

The file is the same whichever engine it was taken from, and comes back into either.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sqlalchemy import Connection, select

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.copying import copy_rows
from sikkerby_geo.store.database import Database
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.schema import SCHEMAS, schema_of
from sikkerby_geo.store.sqlite import SqliteDatabase
from sikkerby_geo.store.tables import REVISION


def back_up(store: Store, to: Path) -> int:
    """Write all own records with their history as one file; gives the number of the newest revision in it.

    Raises
    ------
    StoreError
        There is nothing yet, the file is there already or cannot be written, or what was written is not whole.
    """
    if not store.newest()[0]:
        raise StoreError("problem.backup_nothing", file=store.database.place)
    if to.exists():
        raise StoreError("problem.backup_exists", file=str(to))
    return _as_file(store.database, to)


def restore(file: Path, store: Store) -> int:
    """Bring a backup back into the place of a store that has nothing yet; gives its newest revision.

    Raises
    ------
    StoreError
        The backup is not whole or of a newer version of the program, or the place is not empty or cannot be written.
    """
    _checked(file)
    return _brought(SqliteDatabase(file.parent, file.name), store.database)


def move(store: Store, to: Database) -> int:
    """Bring all own records into another database that has nothing yet; gives the newest revision.

    What they are moved from stays as it is. Numbers, times, ids and words are the same in both, and are held against
    each other before the move is kept.

    Raises
    ------
    StoreError
        There is nothing yet, or the other place is not empty, cannot be written or does not hold what was written.
    """
    if not store.newest()[0]:
        raise StoreError("problem.backup_nothing", file=store.database.place)
    return _brought(store.database, to)


def _brought(source: Database, target: Database) -> int:
    if isinstance(target, SqliteDatabase):
        target.make_folder()
        if any(target.file.with_name(target.file.name + end).exists() for end in ("", "-wal", "-shm")):
            raise StoreError("problem.restore_not_empty", place=target.place)
        return _as_file(source, target.file)
    with target.writing() as connection:
        if connection.execute(select(REVISION.c.number).limit(1)).first() is not None:
            raise StoreError("problem.restore_not_empty", place=target.place)
        with _one_moment(source) as read:
            return copy_rows(read, connection)


def _as_file(source: Database, to: Path) -> int:
    """One moment of a database as one SQLite file, which needs no other beside it."""
    with _made(to) as part:
        if isinstance(source, SqliteDatabase):
            _copy(source.file, part)
        else:
            with tempfile.TemporaryDirectory() as folder:
                _copy(_taken_over(source, SqliteDatabase(Path(folder))), part)
        return _checked(part)


def _taken_over(source: Database, target: SqliteDatabase) -> Path:
    with _one_moment(source) as read, target.writing() as connection:
        copy_rows(read, connection)
    return target.file


@contextmanager
def _one_moment(source: Database) -> Iterator[Connection]:
    """A connection to a database in today's schema; of a file a copy is brought up to date, never the file itself."""
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(source, SqliteDatabase):
            copy = SqliteDatabase(Path(folder))
            _copy(source.file, copy.file)
            source = copy
        if _schema(source) != SCHEMAS[-1]:
            with source.writing():
                pass
        with source.reading() as connection:
            assert connection is not None, "whoever asks has seen a revision"
            yield connection


def _schema(database: Database) -> str | None:
    with database.reading() as connection:
        return None if connection is None else schema_of(connection)


@contextmanager
def _made(to: Path) -> Iterator[Path]:
    """A file beside another one, that becomes it when all has gone well."""
    part = to.with_name(to.name + ".part")
    try:
        part.unlink(missing_ok=True)
        yield part
        os.replace(part, to)
    except (OSError, sqlite3.OperationalError) as error:
        full = getattr(error, "sqlite_errorname", "") == "SQLITE_FULL"
        raise StoreError("problem.store_full" if full else "problem.store_unwritable", file=str(to)) from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def _copy(source: Path, to: Path) -> None:
    """One moment of a database as one file, which needs no other beside it."""
    here = f"{source.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(here, uri=True)) as one, closing(sqlite3.connect(to)) as other:
        one.backup(other)
        other.execute("PRAGMA journal_mode = DELETE")


def _checked(file: Path) -> int:
    """The newest revision of a backup, when it is whole and one of ours."""
    broken = StoreError("problem.backup_broken", file=str(file))
    if not file.is_file():
        raise broken
    store = Store(SqliteDatabase(file.parent, file.name))
    try:
        if store.database.faults():
            raise broken
        newest = store.newest()[0]
    except StoreError as error:
        if error.key == "problem.store_broken":
            raise broken from error
        raise
    if not newest:
        raise broken
    return newest
