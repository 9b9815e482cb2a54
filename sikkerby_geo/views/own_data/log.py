"""The log of the own figures in words: one revision in a line, and the newest as a table."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.revisions import Revision
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

MOST_SHOWN = 20
LONGEST_WHY = 200
COLUMNS = ("number", "at", "kind", "records", "who", "why", "source")


def kind_words(revision: Revision) -> str:
    """What a revision did: levering, fortryder 3."""
    kind = t(f"revision.{revision.occasion.kind}")
    return " ".join((kind, ", ".join(map(str, revision.occasion.undoes)))).strip()


def cells(revision: Revision) -> dict[str, str]:
    """A revision by column of the log; its moment is that of this machine's clock."""
    occasion = revision.occasion
    told = {
        "number": str(revision.number),
        "at": f"{revision.at.astimezone():%Y-%m-%d %H:%M}",
        "kind": kind_words(revision),
        "records": number(revision.records),
        "who": occasion.who,
        "why": occasion.why,
        "source": " · ".join(filter(None, (occasion.source, occasion.file_name))),
    }
    return {name: shown(text) for name, text in told.items()}


def revision_words(revision: Revision) -> str:
    """A revision in a line."""
    told = cells(revision)
    return " · ".join(filter(None, (told[name] for name in ("number", "kind", "at", "source"))))


def log_sheet(revisions: Sequence[Revision], *, names: bool) -> Sheet:
    """The newest revisions as a table; ``names`` is whether who made them is told."""
    columns = tuple(Column(name, t(f"cli.log.{name}")) for name in COLUMNS if names or name != "who")
    told = (cells(one) for one in revisions[:MOST_SHOWN])
    rows = tuple({column.key: Entry(one[column.key]) for column in columns} for one in told)
    return Sheet("own-log", t("own_data.log.caption", count=len(rows)), columns, rows)
