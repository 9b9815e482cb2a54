"""Sources: who said it, how far we trust it (1 best – 4), and whether we read the document itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

RELAYING = ("local_committee", "press")
"""Kinds of sources that wrote of a survey and did not make it."""
TRANSCRIPT = "transcription"
"""Kind of a source whose figures we read in someone's transcription, not in the document."""

OWN = "own"
"""Kind of a source whose figures this installation has added and nobody has published yet."""

OWN_PUBLISHED = "own_published"
"""Kind of a source whose figures this installation has added and that has been published since."""


@dataclass(frozen=True)
class Source:
    """One source as listed in ``sources.csv``.

    ``relays`` is the survey whose figures it passes on, as series and year, where it stands behind such a figure: a
    committee or a newspaper that wrote of it in a paper of its own.
    """

    source_id: str
    title: str
    publisher: str
    url: str
    kind: str
    trust: int
    published: str
    note: str
    relays: tuple[str, int] | None = None

    @property
    def published_year(self) -> int:
        """Year of publication; 0 where it is not known, so that it sorts as the oldest."""
        year = re.match("[0-9]{4}", self.published)
        return int(year.group()) if year else 0


def relayed_by(survey: pd.DataFrame, sources: Mapping[str, Source]) -> dict[str, Source]:
    """The sources of a survey's figures by id, those that pass them on with the survey they pass on.

    ``survey`` has the columns source_id, year and series; a source speaks of the survey of its newest year.
    """
    newest = survey.sort_values("year").drop_duplicates("source_id", keep="last")
    found = {}
    for row in newest.to_dict("records"):
        source = sources[row["source_id"]]
        relays = (str(row["series"]), int(row["year"])) if source.kind in RELAYING else None
        found[source.source_id] = replace(source, relays=relays)
    return found


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
