"""Revisions and versions, and the guard in the database itself that nothing of them is changed or deleted."""

import sqlalchemy as sa
from alembic import op

from sikkerby_geo.store.tables import APPENDED_ONLY, GUARDED, JSON_OBJECT, KEY, UtcTime

revision = "first_tables"
down_revision = None

_PLPGSQL = """
CREATE FUNCTION only_appended() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'only appended: % of %', TG_OP, TG_TABLE_NAME; END $$
"""


def upgrade() -> None:
    op.create_table(
        "revision",
        sa.Column("number", sa.Integer, autoincrement=False),
        sa.Column("at", UtcTime, nullable=False),
        sa.Column("who", sa.String, nullable=False),
        sa.Column("why", sa.String, nullable=False),
        sa.Column("kind", sa.String, nullable=False),
        sa.Column("source", sa.String, nullable=False),
        sa.Column("file_name", sa.String, nullable=False),
        sa.Column("sha256", sa.String, nullable=False),
        sa.Column("undoes", JSON_OBJECT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_revision"),
    )
    op.create_table(
        "version",
        sa.Column("record_kind", KEY),
        sa.Column("record_id", KEY),
        sa.Column("revision", sa.Integer, sa.ForeignKey("revision.number", name="fk_version_revision")),
        sa.Column("payload", JSON_OBJECT),
        sa.Column("deleted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("record_kind", "record_id", "revision", name="pk_version"),
        sa.CheckConstraint("deleted = (payload IS NULL)", name="ck_version_deleted_says_nothing"),
    )
    op.create_index("ix_version_revision", "version", ["revision"])
    dialect = op.get_bind().dialect.name
    if dialect == "postgresql":
        op.execute(_PLPGSQL)
    for table in GUARDED:
        for what in APPENDED_ONLY:
            if dialect == "postgresql" or what != "TRUNCATE":
                op.execute(_guard(dialect, table, what))


def _guard(dialect: str, table: str, what: str) -> str:
    head = f"CREATE TRIGGER {table}_no_{what.lower()} BEFORE {what} ON {table}"
    if dialect == "postgresql":
        each = "STATEMENT" if what == "TRUNCATE" else "ROW"
        return f"{head} FOR EACH {each} EXECUTE FUNCTION only_appended()"
    return f"{head} BEGIN SELECT RAISE(ABORT, 'only appended: {what} of {table}'); END"
