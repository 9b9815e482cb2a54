"""Counted tables on their way into the store: small numbers are hidden, beside all that was ever told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.disclosure.counted import Cell, CountedTable, HiddenEarlierError, Protected, protected
from sikkerby_geo.domain.disclosure.programme import SolverError
from sikkerby_geo.domain.disclosure.protecting import UnprotectableError
from sikkerby_geo.facts.areas import Gazetteer
from sikkerby_geo.facts.counted import COUNTED_KIND, COUNTED_SERIES, HIDDEN, quarter_word
from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.published_counts import CountKey, Publication, PublishedCount
from sikkerby_geo.facts.thresholds import SMALL_COUNT
from sikkerby_geo.store import brought
from sikkerby_geo.store.deliveries import Delivery, kept_row
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.intake.take_in import Intake

Row = Mapping[str, str]


class CountedTableError(SikkerByError):
    """A counted table that cannot be shown without giving a small number away; ``key`` says why."""


@dataclass(frozen=True)
class Hiding:
    """Deliveries as they may be kept, how many of their numbers are hidden, and how many rows are left out by name."""

    deliveries: tuple[Delivery, ...]
    hidden: int = 0
    left_out: int = 0


def deliveries_of(
    store: Store, atlas: Atlas, found: Intake, source: OwnSource, *, content: bytes, file_name: str, published: str
) -> Hiding:
    """The good rows of a file that has been read, by their sources, as they may be kept; there is at least one.

    Raises
    ------
    CountedTableError
        A counted table cannot be shown without giving a small number away.
    StoreError
        The store cannot be read.
    """
    sources = brought.own_sources(store)
    parts = brought.deliveries(found, source, sources, content=content, file_name=file_name, published=published)
    return hide_small_counts(store, atlas.places, parts)


def hide_small_counts(store: Store, places: Gazetteer, deliveries: Sequence[Delivery]) -> Hiding:
    """Hide what must be hidden of the counted tables among the deliveries of one file; others are as they are.

    Raises
    ------
    CountedTableError
        A table cannot be shown at all.
    StoreError
        The store cannot be read.
    """
    if not any(one.kind == COUNTED_KIND for one in deliveries):
        return Hiding(tuple(deliveries))
    earlier, standing = _earlier(store)
    hidden = left_out = 0
    made = []
    for delivery in deliveries:
        if delivery.kind != COUNTED_KIND:
            made.append(delivery)
            continue
        kept: list[Row] = []
        for (series, period), rows in _tables(delivery.rows).items():
            if _told_already(rows, standing):
                kept += rows
                continue
            found = _protected(series, period, rows, places, earlier)
            told = [_row(row, found.told.get(_cell(row))) for row in rows]
            kept += [row for row in told if row is not None]
            hidden += sum(one.hidden for one in found.told.values())
            left_out += found.left_out
        made.append(replace(delivery, rows=kept))
    if hidden or left_out:
        # Whoever has the sum of a file and all of it but a few small numbers finds these by trying.
        made = [replace(delivery, sha256="") for delivery in made]
    return Hiding(tuple(made), hidden, left_out)


def _protected(
    series: str, period: str, rows: Iterable[Row], places: Gazetteer, earlier: Sequence[Publication]
) -> Protected:
    listed = [*rows]
    counts = {_cell(row): int(row["count"]) for row in listed if row.get("count")}
    unknown = frozenset(_cell(row) for row in listed if row.get("missing_reason") and not row.get("count"))
    table = CountedTable(COUNTED_SERIES[series], period, counts, unknown)
    said = {"table": table.series.words[0], "period": period}
    try:
        return protected(table, places, int(SMALL_COUNT.value), earlier)
    except HiddenEarlierError as error:
        raise CountedTableError("problem.counted_lacking", count=error.count, **said) from error
    except (UnprotectableError, SolverError) as error:
        raise CountedTableError("problem.counted_unprotectable", **said) from error


def _tables(rows: Iterable[Row]) -> dict[tuple[str, str], list[Row]]:
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row["series"], quarter_word(row["year"], row["quarter"])), []).append(row)
    return found


def _cell(row: Row) -> Cell:
    return Cell(row.get("category", ""), row["area_id"])


def _row(row: Row, told: PublishedCount | None) -> Row | None:
    """A row as it is kept; None where its row is left out. One that has a word beside its number keeps it."""
    if not row.get("count"):
        return row
    if told is None:
        return None
    if told.value is not None:
        return row
    rest = {name: text for name, text in row.items() if name != "count"}
    high = {} if told.high is None else {"high": str(told.high)}
    return {**rest, "missing_reason": HIDDEN, "low": str(told.low), **high}


def _told_already(rows: Iterable[Row], standing: Mapping[CountKey, Row]) -> bool:
    """Whether every row is what stands, as in a file of our own export."""
    names = ("count", "missing_reason", "low", "high")
    listed = [(standing.get(_key(row)), kept_row(row, COUNTED_KIND)) for row in rows]
    return all(there and all(there.get(name) == row.get(name) for name in names) for there, row in listed)


def _key(row: Row) -> CountKey:
    return CountKey(row["series"], quarter_word(row["year"], row["quarter"]), row.get("category", ""), row["area_id"])


def _earlier(store: Store) -> tuple[list[Publication], dict[CountKey, Row]]:
    """Everything that was ever told of counted tables, by revision, and the rows that stand."""
    told: dict[int, dict[CountKey, PublishedCount]] = {}
    standing: dict[CountKey, Row] = {}
    for version in store.versions(COUNTED_KIND):
        if version.payload is None:
            standing = {key: row for key, row in standing.items() if row["record_id"] != version.record_id}
            continue
        row = {name: str(text) for name, text in version.payload.items()}
        key = _key(row)
        standing[key] = {**row, "record_id": version.record_id}
        if row.get("count"):
            told.setdefault(version.revision, {})[key] = PublishedCount(int(row["count"]))
        elif row.get("missing_reason") == HIDDEN:
            high = int(row["high"]) if row.get("high") else None
            told.setdefault(version.revision, {})[key] = PublishedCount(None, int(row.get("low") or 0), high)
    return [told[revision] for revision in sorted(told)], standing
