"""Sources: who said it, how far we trust it (1 best – 4), and whether we read the document itself."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

TRANSCRIPT = "transcription"
"""Kind of a source whose figures we read in someone's transcription, not in the document."""

OWN = "own"
"""Kind of a source whose figures this installation has added and nobody has published yet."""

OWN_PUBLISHED = "own_published"
"""Kind of a source whose figures this installation has added and that has been published since."""


@dataclass(frozen=True)
class Source:
    """One source as listed in ``sources.csv``."""

    source_id: str
    title: str
    publisher: str
    url: str
    kind: str
    trust: int
    published: str
    note: str

    @property
    def published_year(self) -> int:
        """Year of publication; 0 where it is not known, so that it sorts as the oldest."""
        year = re.match("[0-9]{4}", self.published)
        return int(year.group()) if year else 0


class SourceList(dict[str, Source]):
    """Sources by id; an id that is not listed (the list could not be read) stands for itself."""

    def __missing__(self, source_id: str) -> Source:
        return Source(source_id, source_id, "", "", "", 4, "", "")


def sources_from(table: pd.DataFrame) -> SourceList:
    """The rows of table ``sources``."""
    return SourceList(
        (
            row.source_id,
            Source(
                row.source_id,
                row.title_da,
                row.publisher,
                row.url,
                row.kind,
                int(row.trust),
                row.published,
                row.note_da,
            ),
        )
        for row in table.itertuples()
    )
