"""What a document to go on writing in is made of, for those who need not load what makes it."""

from __future__ import annotations

from dataclasses import dataclass

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True)
class Part:
    """A section: its heading, sentences, a table (``head`` empty = none), points, and remarks."""

    title: str
    says: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    points: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def part_data(part: Part) -> dict[str, object]:
    """A part as data for a template of ``templates/print``."""
    return {
        "title": part.title,
        "says": list(part.says),
        "head": list(part.head),
        "rows": [list(row) for row in part.rows],
        "points": list(part.points),
        "notes": list(part.notes),
    }
