"""The two tables of the own records: revisions, and what each record says from one on. Portable Core code."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeDecorator

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
    }
)

JSON_OBJECT = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
KEY = String().with_variant(String(collation="C"), "postgresql")
"""Part of a record's key: in the same order on every engine, whatever language the server sorts by."""
GUARDED = ("revision", "version")
APPENDED_ONLY = ("UPDATE", "DELETE", "TRUNCATE")
"""What the database itself refuses to do to the tables; SQLite knows no TRUNCATE."""


class UtcTime(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no zone, so it is put back when read."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is not None and value.tzinfo is None:
            raise ValueError("a moment without a zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return value and (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC))


REVISION = Table(
    "revision",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("who", String, nullable=False),
    Column("why", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("source", String, nullable=False),
    Column("file_name", String, nullable=False),
    Column("sha256", String, nullable=False),
    Column("undoes", JSON_OBJECT, nullable=False),
)

VERSION = Table(
    "version",
    METADATA,
    Column("record_kind", KEY, primary_key=True),
    Column("record_id", KEY, primary_key=True),
    Column("revision", ForeignKey(REVISION.c.number), primary_key=True),
    Column("payload", JSON_OBJECT),
    Column("deleted", Boolean, nullable=False),
    CheckConstraint("deleted = (payload IS NULL)", name="deleted_says_nothing"),
    Index(None, "revision"),
)
