"""Registry of the records an installation may add: which table each kind joins, and what makes it one record.

Also the sources those records come from, and how far they are trusted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote

from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.sources import OWN, OWN_PUBLISHED

SOURCE_KIND = "source"
"""Record kind of the sources of own records. An undo never deletes one: it is shown while a record rests on it."""

RECIPE_KIND = "recipe"
"""Record kind of how the files of a source are read (``facts.intake.Recipe``). An undo leaves it as it is."""


@dataclass(frozen=True)
class OwnKind:
    """A kind of own record: the table whose contract its rows keep, the columns that together name one record, and the
    one that holds its figure.

    The value is never among them, so that a corrected figure takes the place of the one before.
    """

    record_kind: str
    table: str
    identity: tuple[str, ...]
    figure: str

    def record_id(self, row: Mapping[str, str]) -> str:
        """The id of a row's record: its identity with ``/`` between, percent-encoded."""
        return "/".join(quote(row.get(column, ""), safe="") for column in self.identity)


OWN_KINDS: dict[str, OwnKind] = {
    kind.record_kind: kind
    for kind in (
        OwnKind("survey", "survey", ("source_id", "series", "year", "area_id", "measure"), "percent"),
        OwnKind("crime", "crime", ("source_id", "series", "year", "area_id"), "reports"),
        OwnKind("population", "population", ("source_id", "date", "area_id"), "population"),
        OwnKind("goals", "goals", ("goal_id",), "target"),
        OwnKind("key_figures", "key_figure_values", ("source_id", "key_figure_id", "year", "period_da"), "value"),
        OwnKind("indicator", "context", ("source_id", "indicator", "year", "area_id", "part"), "value"),
        OwnKind("counted", "counted", ("series", "year", "quarter", "area_id", "category"), "count"),
    )
}


PUBLISHED = "published"
"""Field of an own record beside its table's columns: the day it was published (ISO); left out while it is not."""


@dataclass(frozen=True)
class OwnSource:
    """Where own records come from, as the user tells it.

    ``first_hand``: declared to be the municipality's own survey or a table of the police.
    """

    title: str
    publisher: str
    first_hand: bool
    url: str = ""
    note: str = ""

    @property
    def source_id(self) -> str:
        """Of the title alone, so that next year's file from the same source corrects and adds to this year's."""
        return "-".join(("egne", *name_words(self.title)))

    @property
    def trust(self) -> int:
        return 1 if self.first_hand else 3

    def row(self) -> dict[str, str]:
        """The source as a row of the table ``sources``: with no date of publication."""
        return {
            "source_id": self.source_id,
            "title_da": self.title,
            "publisher": self.publisher,
            "url": self.url,
            "kind": OWN,
            "trust": str(self.trust),
            "published": "",
            "note_da": self.note,
        }


def own_source(row: Mapping[str, object]) -> OwnSource:
    """An own source as its kept row tells it."""
    said = {name: str(row.get(name, "")) for name in ("title_da", "publisher", "trust", "url", "note_da")}
    return OwnSource(said["title_da"], said["publisher"], said["trust"] == "1", said["url"], said["note_da"])


def recipe_id(kind: str, source: str) -> str:
    """The id of the recipe for one kind of delivery from a source, by its title."""
    return "/".join((kind, "-".join(name_words(source))))


def published_source(source: Mapping[str, str], day: str) -> dict[str, str]:
    """The row of an own source for those of its records that were published on a day (ISO)."""
    return {**source, "source_id": f"{source['source_id']}-{day}", "kind": OWN_PUBLISHED, "published": day}
