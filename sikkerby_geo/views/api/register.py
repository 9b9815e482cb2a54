"""The register's rows for other programs: those of its files, under the names that never change."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.text import keys
from sikkerby_geo.views.api.rows import Row
from sikkerby_geo.views.efforts.files import record, shapes


def columns() -> tuple[str, ...]:
    """Columns of an entry: those of ``views/efforts/files.record``, and the data version."""
    return (*keys("register.column"), "dataversion")


def register_rows(atlas: Atlas, entries: Iterable[Effort]) -> list[Row]:
    """One row for each entry, in their order."""
    known = shapes(atlas)
    return [
        {
            **record(entry, atlas, known.get(entry.effort_id) if entry.located else None),
            "dataversion": atlas.version,
        }
        for entry in entries
    ]
