"""The schema of the database: which one it has, which ones this program knows, and how it is brought up to date."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, inspect, text

from sikkerby_geo.facts.revisions import StoreError

SCHEMAS = ("first_tables", "map_views", "counted_views", "key_figure_views")
"""Every schema this program knows, oldest first; the last is the one it writes (``migrations/versions``)."""

OF_POSTGIS = "spatial_ref_sys"
"""The table PostGIS brings along."""

BESIDE_THE_TABLES = (
    *("revision_no_update", "revision_no_delete", "version_no_update", "version_no_delete"),
    "ix_version_revision",
)
"""What the newest schema has besides tables on every engine: the guards that nothing is changed or deleted, and the
index."""

MIGRATIONS = Path(__file__).with_name("migrations")


def schema_of(connection: Connection) -> str | None:
    """The schema a database has; None for one without tables.

    Raises
    ------
    StoreError
        It is none this program knows, so a newer program has written it; or tables that are not ours.
    """
    asked = inspect(connection)
    tables = {*asked.get_table_names(schema=asked.default_schema_name)} - {OF_POSTGIS}
    if not tables:
        return None
    if "alembic_version" not in tables:
        raise StoreError("problem.store_strange" if connection.dialect.name == "sqlite" else "problem.store_foreign")
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    if found not in SCHEMAS:
        raise StoreError("problem.store_newer", schema=str(found))
    return found


def bring_up_to_date(connection: Connection) -> None:
    """Make the tables, or change them to the newest schema, in the transaction of the connection."""
    if schema_of(connection) == SCHEMAS[-1]:
        return
    from alembic import command  # only who makes or changes a database waits for it
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    command.upgrade(config, "head")
