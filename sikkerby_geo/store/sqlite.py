"""SQLite: the own records as one file in a folder of the user's."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.database import FILE_NAME, Database, Finding

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

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
        if not self._is_there():
            yield None
            return
        from sikkerby_geo.store.sqlite_engine import read  # with SQLAlchemy, for which only records have to wait

        with read(self._reader, self.file) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        self.make_folder()
        from sikkerby_geo.store.sqlite_engine import write  # as above

        with write(self._writer, self.file) as connection:
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
        from sikkerby_geo.store.schema import BESIDE_THE_TABLES  # as above

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

    def _is_there(self) -> bool:
        try:
            return self.file.exists()
        except OSError as error:
            raise StoreError("problem.store_unreadable", file=str(self.file)) from error

    @cached_property
    def _reader(self) -> Engine:
        from sikkerby_geo.store.sqlite_engine import reader  # as above

        return reader(self.file)

    @cached_property
    def _writer(self) -> Engine:
        from sikkerby_geo.store.sqlite_engine import writer  # as above

        return writer(self.file)
