"""What is worth a second look in the register, thing by thing, and in which efforts."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.checks import checks_of
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.text import names, number, t
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet
from sikkerby_geo.views.efforts.field_words import check_words

MOST_NAMED = 5
"""Efforts named in a row; the others are counted. The file has a row for each."""


def check_table(atlas: Atlas, year: int) -> Sheet | None:
    """A row for each thing worth a second look, with how many efforts and which; None where there is nothing.

    ``year`` is the last that a status is expected for; what has gone out is left out.
    """
    found: dict[str, list[str]] = {}
    for row in atlas.register.values():
        for check in () if row.entry.withdrawn else checks_of(row.entry, year):
            found.setdefault(check_words(check), []).append(row.effort_id)
    if not found:
        return None
    columns = tuple(Column(key, t(f"check_table.{key}")) for key in ("check", "count", "efforts"))
    listed = sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    rows = tuple(
        {"check": Entry(words), "count": Entry(number(len(ids))), "efforts": Entry(_named(ids, atlas))}
        for words, ids in listed
    )
    whole = tuple(
        {t("check_table.check"): words, t("check_table.effort"): _name(one, atlas), t("register.entry.id"): one}
        for words, ids in listed
        for one in ids
    )
    return Sheet("register-checks", t("check_table.caption"), columns, rows, csv_rows=whole)


def _named(ids: Sequence[str], atlas: Atlas) -> str:
    return names([_name(one, atlas) for one in ids], MOST_NAMED)


def _name(effort_id: str, atlas: Atlas) -> str:
    return shown(atlas.register[effort_id].entry.name)
