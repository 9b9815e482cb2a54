"""The migrations make the tables the code asks for, and the list of known schemas is theirs."""

from __future__ import annotations

from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from sikkerby_geo.store.schema import BESIDE_THE_TABLES, MIGRATIONS, OF_POSTGIS, SCHEMAS
from sikkerby_geo.store.sqlite import SqliteDatabase
from sikkerby_geo.store.tables import METADATA
from tests.store.places import Place


def test_every_migration_is_a_known_schema_in_order() -> None:
    steps = [*ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert tuple(step.revision for step in reversed(steps)) == SCHEMAS


def test_the_migrations_make_the_tables_the_code_asks_for(place: Place) -> None:
    ours = {"include_name": lambda name, kind, _parents: (name, kind) != (OF_POSTGIS, "table")}
    with place.store().database.writing() as connection:
        assert compare_metadata(MigrationContext.configure(connection, opts=ours), METADATA) == []


def test_what_is_asked_for_besides_tables_is_what_the_migrations_make(tmp_path: Path) -> None:
    asked = "SELECT name FROM sqlite_master WHERE type <> 'table' AND name NOT LIKE 'sqlite_%'"
    with SqliteDatabase(tmp_path).writing() as connection:
        assert {row[0] for row in connection.exec_driver_sql(asked)} == set(BESIDE_THE_TABLES)
