"""Which engine keeps the own records: a server's database where one is named, else a file in the user's folder."""

from __future__ import annotations

import os
from pathlib import Path

from sikkerby_geo.store.database import Database, data_folder
from sikkerby_geo.store.sqlite import SqliteDatabase


def own_database() -> Database:
    """The database of this installation: what SIKKERBY_DATABASE names, else the SQLite file in ``data_folder()``."""
    if address := os.environ.get("SIKKERBY_DATABASE", "").strip():
        return _on_a_server(address)
    return SqliteDatabase(data_folder())


def database_at(place: str) -> Database:
    """The database a place names: an address (``postgresql://…``), else a folder."""
    if "://" in place:
        return _on_a_server(place)
    return SqliteDatabase(Path(place).expanduser().absolute())


def _on_a_server(address: str) -> Database:
    from sikkerby_geo.store.postgres import PostgresDatabase  # only who names a server waits for its driver

    return PostgresDatabase(address)
