"""All own records with their history from one engine to another, row by row, and held against what they were."""

from __future__ import annotations

from itertools import zip_longest

from sqlalchemy import Connection, CursorResult, Table, insert, select

from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.tables import REVISION, VERSION

AT_ONCE = 1000
"""Rows that are held in memory."""


def copy_rows(source: Connection, target: Connection) -> int:
    """Write all rows of one database into the empty tables of another, in its transaction; gives the newest revision.

    Raises
    ------
    StoreError
        What is read back is not what was written; the transaction must not be kept.
    """
    for table in (REVISION, VERSION):
        columns = [column.name for column in table.columns]
        for rows in _rows(source, table).partitions(AT_ONCE):
            target.execute(insert(table), [dict(zip(columns, row, strict=True)) for row in rows])
    newest = 0
    for table in (REVISION, VERSION):
        for row, other in zip_longest(_rows(source, table), _rows(target, table)):
            if row is None or other is None or tuple(row) != tuple(other):
                raise StoreError("problem.move_differs", table=table.name)
            newest = row.number if table is REVISION else newest
    return newest


def _rows(connection: Connection, table: Table) -> CursorResult:
    """The rows of a table in the order of their key, read a portion at a time."""
    asked = select(table).order_by(*table.primary_key.columns)
    return connection.execute(asked, execution_options={"yield_per": AT_ONCE})
