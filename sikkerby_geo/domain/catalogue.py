"""The catalogue of the data: data sets and their terms, where a source is used, what the tables remark on, and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.sources import Source


@dataclass(frozen=True)
class DataSet:
    """A data set of the manifest: where it lies, who publishes it under which terms, and its checksum.

    ``documented_to`` is the last year it covers, None where it covers none in particular.
    """

    origin: str
    publisher: str
    licence: str
    licence_seen: str
    attribution: str
    documented_to: int | None
    sha256: str
    note: str


@dataclass(frozen=True)
class Remark:
    """A remark of a table: the first row that carries it, how many do, and the ids of their sources."""

    table: str
    text: str
    first: Mapping[str, object]
    rows: int
    source_ids: tuple[str, ...]


@dataclass(frozen=True)
class ListedGap:
    """Something that was looked for and not found, and who can be asked; ``source_id`` is blank where none says so."""

    what: str
    who: str
    source_id: str


def data_sets(atlas: Atlas) -> tuple[DataSet, ...]:
    """Every data set of the manifest, in its order."""
    return tuple(
        DataSet(
            origin=row.path,
            publisher=row.publisher,
            licence=row.licence,
            licence_seen=row.licence_seen,
            attribution=row.attribution_da,
            documented_to=None if pd.isna(row.documented_to) else int(row.documented_to),
            sha256=row.sha256,
            note=row.note_da,
        )
        for row in atlas.snapshot.table("manifest").itertuples()
    )


def data_set(atlas: Atlas, name: str) -> DataSet | None:
    """The line of the manifest that speaks of a table or layer; None where there is none."""
    origin = atlas.origin(name)
    return next((found for found in data_sets(atlas) if found.origin == origin), None)


def adds_to_register(atlas: Atlas) -> bool:
    """Whether this installation has added to the register, edited it or withdrawn something from it."""
    return bool(atlas.snapshot.register)


def fetched_layers(atlas: Atlas) -> dict[str, Source]:
    """The layers that this installation has fetched itself, which stand in the place of the embedded ones, by name:
    with the source that says from where and when."""
    embedded = atlas.snapshot.embedded.layers
    frames = {name: frame for name in LAYERS if (frame := atlas.layer(name)) is not None}
    return {
        name: atlas.sources[frame["source_id"].iloc[0]]
        for name, frame in frames.items()
        if frame is not embedded.get(name)
    }


def uses(atlas: Atlas) -> dict[str, Counter[str]]:
    """By source id: in how many rows of each table or layer it is named as the origin."""
    found: dict[str, Counter[str]] = {}
    for name in (*TABLES, *LAYERS):
        frame = atlas.layer(name) if name in LAYERS else atlas.snapshot.table(name)
        if frame is None or name == "sources" or "source_id" not in frame.columns:
            continue
        for source_id, rows in Counter(frame["source_id"]).items():
            if source_id:
                found.setdefault(source_id, Counter())[name] = rows
    return found


def remarks(atlas: Atlas) -> tuple[Remark, ...]:
    """Every different remark of every table that can be read, in the order of the tables."""
    return tuple(remark for table in TABLES for remark in _remarks_of(atlas, table))


def _remarks_of(atlas: Atlas, table: str) -> Iterator[Remark]:
    frame = atlas.snapshot.table(table)
    if "note_da" not in frame.columns or table == "manifest":
        return
    noted = frame[frame.note_da != ""]
    for text, rows in noted.groupby("note_da", sort=False):
        ids = () if table == "sources" else tuple(sorted(set(rows.source_id)))
        yield Remark(table, text, rows.iloc[0].to_dict(), len(rows), ids)


def listed_gaps(atlas: Atlas) -> tuple[ListedGap, ...]:
    """The gaps listed by hand, in the order of their table."""
    rows = atlas.snapshot.table("gaps").itertuples()
    return tuple(ListedGap(row.what_da, row.who_da, row.source_id) for row in rows)
