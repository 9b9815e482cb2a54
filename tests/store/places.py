"""Where a test keeps own records: on each engine the same few things."""

from __future__ import annotations

import shutil
import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import event

from sikkerby_geo.store.history import Store
from sikkerby_geo.store.postgres import PostgresDatabase
from tests.store.postgres_server import PostgresServer


class Place(ABC):
    """One database, which any number of stores may work on."""

    @abstractmethod
    def store(self) -> Store:
        """A store of its own on the database, as another process would have one."""

    @abstractmethod
    def tamper(self, statement: str) -> None:
        """Do something to the database behind the store's back, as somebody who may do anything.

        Raises whatever the driver does.
        """

    @abstractmethod
    def emptied(self) -> Store:
        """A store on tables without a revision."""


@dataclass
class SqlitePlace(Place):
    """A folder; ``blank`` is another one whose database has its tables and no revision."""

    folder: Path
    blank: Path

    def store(self) -> Store:
        return Store(self.folder)

    def tamper(self, statement: str) -> None:
        with closing(sqlite3.connect(self.folder / "sikkerby.sqlite")) as database, database:
            database.execute(statement)

    def emptied(self) -> Store:
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.copytree(self.blank, self.folder)
        store = self.store()
        event.listen(store.database._writer, "connect", unhurried)
        return store


@dataclass
class PostgresPlace(Place):
    server: PostgresServer
    name: str

    @property
    def address(self) -> str:
        return self.server.address(self.name)

    def store(self) -> Store:
        return Store(PostgresDatabase(self.address))

    def tamper(self, statement: str) -> None:
        with self.server.connect(self.name) as database:
            database.execute(statement)

    def emptied(self) -> Store:
        self.tamper("SET session_replication_role = replica; TRUNCATE version, revision")
        return self.store()


def unhurried(connection: sqlite3.Connection, _record: object) -> None:
    """What waits for the disk is not asked here."""
    connection.execute("PRAGMA synchronous = OFF")
