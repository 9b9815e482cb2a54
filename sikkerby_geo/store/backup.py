"""Backup: the database as one file, consistent while in use; and back again, into an empty place."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.database import Database
from sikkerby_geo.store.history import Store


def back_up(store: Store, to: Path) -> int:
    """Write all own records with their history as one file; gives the number of the newest revision in it.

    Raises
    ------
    StoreError
        There is nothing yet, the file is there already or cannot be written, or what was written is not whole.
    """
    database = store.database
    if not store.newest()[0]:
        raise StoreError("problem.backup_nothing", file=str(database.file))
    if to.exists():
        raise StoreError("problem.backup_exists", file=str(to))
    with _made(to) as part:
        _copy(database.file, part)
        revision = _checked(part)
    return revision


def restore(file: Path, store: Store) -> int:
    """Bring a backup back into the folder of a store that has nothing yet; gives its newest revision.

    Raises
    ------
    StoreError
        The backup is not whole or of a newer version of the program, or the folder is not empty or cannot be written.
    """
    database = store.database
    _checked(file)
    database.make_folder()
    if any(database.file.with_name(database.file.name + end).exists() for end in ("", "-wal", "-shm")):
        raise StoreError("problem.restore_not_empty", folder=str(database.folder))
    with _made(database.file) as part:
        _copy(file, part)
        revision = _checked(part)
    return revision


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
    store = Store(file.parent)
    store.database = Database(file.parent, file.name)
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
