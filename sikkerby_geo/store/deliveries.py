"""A delivery of own figures: checked rows from one source, written as one revision; and their publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from sikkerby_geo.facts.contracts import typed
from sikkerby_geo.facts.counted import COUNTED_KIND, COUNTED_SERIES
from sikkerby_geo.facts.datasets import CONTRACTS
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.own_records import (
    OWN_KINDS,
    PUBLISHED,
    RECIPE_KIND,
    SOURCE_KIND,
    OwnKind,
    OwnSource,
    recipe_id,
)
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.revisions import (
    Change,
    NoFiguresError,
    NothingNewError,
    Occasion,
    RecordKey,
    RevisionKind,
    UnknownRevisionError,
    Version,
)
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import SMALL_COUNT
from sikkerby_geo.store.database import FILE_NAME
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import Row, faults_of, text_frame


@dataclass(frozen=True)
class Delivery:
    """Rows of one kind (see ``facts.own_records``) from one source, as text in the columns of their table's contract.

    Places are ids; ``source_id`` is set from the source, whatever the rows say. ``published`` is the day they were
    published (ISO); blank while they are not. ``sha256`` is that of the file, in hexadecimal. ``recipe`` is how the
    file was read, to keep for next year's.
    """

    kind: str
    rows: Sequence[Row]
    source: OwnSource
    published: str = ""
    file_name: str = ""
    sha256: str = ""
    recipe: Recipe | None = None


def kept_rows(delivery: Delivery, embedded: Snapshot) -> dict[str, Row]:
    """The rows of a delivery by the ids of their records, as they are kept: without blanks, numbers in one form.

    Raises
    ------
    DataError
        With every fault in them; ``line`` is the number of the row, the first being 1 (0 = the source).
    """
    kind, source = OWN_KINDS[delivery.kind], delivery.source.row()
    faults = [Fault(fault.file, fault.kind, 0, *_told(fault)) for fault in faults_of([source], "sources", {})]
    if not delivery.rows:
        faults.append(Fault(FILE_NAME, "no_rows"))
    if faults:
        raise DataError(delivery.kind, tuple(faults))
    named = [{**row, "source_id": source["source_id"]} for row in delivery.rows]
    sources = typed(text_frame([source], "sources"), CONTRACTS["sources"])
    tables = {**embedded.tables, "sources": pd.concat([embedded.table("sources"), sources], ignore_index=True)}
    faults = faults_of(named, kind.table, tables)
    kept: dict[str, Row] = {}
    for line, row in enumerate(named, start=1):
        one = _in_one_form(row, kind)
        faults += [Fault(FILE_NAME, "small_count", line, kind.figure)] if _is_small(one, kind) else []
        record_id = kind.record_id(one)
        if record_id in kept and not any(fault.line == line for fault in faults):
            told = " / ".join(one.get(column, "") for column in kind.identity)
            faults.append(Fault(FILE_NAME, "double", line, ", ".join(kind.identity), told))
        kept[record_id] = {**one, PUBLISHED: delivery.published} if delivery.published else one
    if faults:
        raise DataError(delivery.kind, tuple(sorted(faults, key=lambda fault: fault.line)))
    return kept


def changes_of(deliveries: Sequence[Delivery], embedded: Snapshot, store: Store, seen: int) -> list[Change]:
    """What deliveries of one file change together, seen from a revision of the store: each source before its rows.

    Rows that stand already are left out. What has been published stays so until the figure itself is another one.

    Raises
    ------
    DataError
        The rows do not keep their contract.
    NothingNewError
        All of them stand already.
    StoreError
        The store cannot be read.
    """
    kinds = {delivery.kind for delivery in deliveries}
    standing = {version.key: version for version in store.standing(SOURCE_KIND, RECIPE_KIND, *kinds, as_of=seen)}
    wanted: dict[RecordKey, Mapping[str, object]] = {}
    for delivery in deliveries:
        rows: dict[RecordKey, Row] = {
            (delivery.kind, record_id): row for record_id, row in kept_rows(delivery, embedded).items()
        }
        if twice := wanted.keys() & rows.keys():
            told = ", ".join(record_id for _, record_id in sorted(twice))
            raise DataError(delivery.kind, (Fault(FILE_NAME, "double", 0, ", ".join(_identity(delivery)), told),))
        new = {key: row for key, row in rows.items() if not _stands(row, standing.get(key))}
        if new:
            source = delivery.source
            wanted[SOURCE_KIND, source.source_id] = {name: text for name, text in source.row().items() if text}
            wanted |= new
            if delivery.recipe is not None:
                wanted[RECIPE_KIND, recipe_id(delivery.kind, delivery.recipe.source)] = delivery.recipe.as_object()
    if not wanted:
        raise NothingNewError
    return [Change(*key, payload, standing[key].revision if key in standing else 0) for key, payload in wanted.items()]


def deliver(store: Store, embedded: Snapshot, *deliveries: Delivery, who: str, why: str, seen: int) -> int:
    """Write the deliveries of one file as one revision and give its number; ``seen`` is the revision it was looked at
    against.

    Raises
    ------
    DataError
        The rows do not keep their contract.
    NothingNewError
        All of them stand already.
    ConflictError
        Somebody has changed one of the records since ``seen``.
    StoreError
        The store cannot be read or written.
    """
    changes = changes_of(deliveries, embedded, store, seen)
    titles = "; ".join(dict.fromkeys(delivery.source.title for delivery in deliveries))
    first = deliveries[0]
    return store.write(changes, Occasion(who, why, RevisionKind.DELIVERY, titles, first.file_name, first.sha256))


def publish(store: Store, number: int, day: str, *, who: str, why: str) -> int:
    """Mark the figures a revision brought, as far as they stand, as published on a day (ISO); one that was changed
    and is back stands again.

    Raises
    ------
    UnknownRevisionError
        There is no such revision.
    NoFiguresError
        It brought no figures, or none of them stands any more.
    NothingNewError
        They are marked already.
    StoreError
        The store cannot be read or written.
    """
    seen = store.newest()[0]
    if not 0 < number <= seen:
        raise UnknownRevisionError(number)
    brought = {
        version.key: version.payload
        for version in store.current(*OWN_KINDS, as_of=number)
        if version.revision == number and version.payload is not None
    }
    now = [version for version in store.standing(*OWN_KINDS, as_of=seen) if version.key in brought]
    changes = [
        Change(*version.key, {**version.payload, PUBLISHED: day}, version.revision)
        for version in now
        if version.payload is not None and _figure(version.payload) == _figure(brought[version.key])
    ]
    if not changes:
        raise NoFiguresError(number, tuple(sorted({version.revision for version in now})))
    return store.write(changes, Occasion(who, why, RevisionKind.EDIT))


def _figure(payload: Mapping[str, object]) -> dict[str, object]:
    """What a record says, whether it is published or not."""
    return {name: said for name, said in payload.items() if name != PUBLISHED}


def _identity(delivery: Delivery) -> tuple[str, ...]:
    return OWN_KINDS[delivery.kind].identity


def _told(fault: Fault) -> tuple[str, str, str]:
    return fault.column, fault.value, fault.allowed


def _stands(row: Row, version: Version | None) -> bool:
    """Whether a record says what a row says; one that has been published is still the same figure."""
    if version is None or version.payload is None:
        return False
    return version.payload == row or {**version.payload} == {**row, PUBLISHED: version.payload.get(PUBLISHED)}


def _in_one_form(row: Row, kind: OwnKind) -> dict[str, str]:
    """A row without blanks, and with its numbers written in one way: 012 as 12, 12.40 as 12.4."""
    columns = CONTRACTS[kind.table].columns
    return {
        name: _number(text) if name in columns and columns[name].kind in ("integer", "number") else text
        for name, text in row.items()
        if text
    }


def kept_row(row: Row, kind: str) -> dict[str, str]:
    """A row of a kind as it is kept: without blanks, numbers in one form."""
    return _in_one_form(row, OWN_KINDS[kind])


def _is_small(row: Row, kind: OwnKind) -> bool:
    """Whether a row tells a small number that must have been hidden before it came here."""
    if kind.record_kind != COUNTED_KIND or not row.get(kind.figure, "").isdigit():
        return False
    series = COUNTED_SERIES.get(row.get("series", ""))
    return (series is None or not series.city_only) and int(row[kind.figure]) < SMALL_COUNT.value


def _number(text: str) -> str:
    """A number in its shortest form; what is none is left for its contract to refuse."""
    try:
        return f"{Decimal(text).normalize():f}"
    except ArithmeticError:
        return text
