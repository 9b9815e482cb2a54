"""Where the own records meet the embedded one: rows under the same contracts, in the same tables of one snapshot.

Borders that have been fetched stand in the place of the embedded layer of the same name (``fetched_layers``).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import geopandas as gpd
import pandas as pd

from sikkerby_geo.facts.boundaries import BORDER_KIND, FETCHED_KIND
from sikkerby_geo.facts.contracts import typed
from sikkerby_geo.facts.datasets import CONTRACTS, OWN_TABLES
from sikkerby_geo.facts.own_records import OWN_KINDS, PUBLISHED, SOURCE_KIND, published_source
from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.register import EFFORT_KIND
from sikkerby_geo.facts.register_entry import EntryError, OwnVersion, check_codes, entry_from
from sikkerby_geo.facts.report_records import COUNTS_KIND, DELIVERY_KIND
from sikkerby_geo.facts.revisions import StoreError, Version
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.sources import OWN
from sikkerby_geo.store.database import FILE_NAME
from sikkerby_geo.store.fetched_layers import FetchedShapes, fetched_in, layer_of, table_of
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.reading import known_ids
from sikkerby_geo.store.report_deliveries import reports_in

Row = Mapping[str, str]
"""A row of a table as text, what is blank left out."""


@dataclass(frozen=True)
class OwnRecords:
    """The own records as of one revision: ``stamp`` tells them from any others; ``trouble`` is why there are none.

    ``moments`` are when the revisions behind those of the register were made (UTC); ``file`` is what a fault of theirs
    names.
    """

    versions: tuple[Version, ...] = ()
    stamp: tuple[object, ...] = ()
    trouble: StoreError | None = None
    moments: Mapping[int, datetime] = field(default_factory=dict)
    file: str = FILE_NAME

    @property
    def revision(self) -> int:
        """The number of the newest revision; 0 before the first."""
        return int(str(self.stamp[0])) if self.stamp and self.trouble is None else 0


def stamp_of_own(store: Store) -> tuple[object, ...]:
    """What tells the own records from what they were at another moment: cheap to take in each run."""
    try:
        return store.newest()
    except StoreError as error:
        return (error.key,)


def read_own(store: Store) -> OwnRecords:
    """The own records as they stand; where they cannot be read, none, and why."""
    try:
        number, at = store.newest()
        kinds = (SOURCE_KIND, EFFORT_KIND, *OWN_KINDS, FETCHED_KIND, BORDER_KIND, COUNTS_KIND, DELIVERY_KIND)
        versions = tuple(store.current(*kinds, as_of=number)) if number else ()
        kept = any(version.record_kind == EFFORT_KIND for version in versions)
        moments = {one.number: one.at for one in store.revisions()} if kept else {}
        return OwnRecords(versions, (number, at), moments=moments, file=store.database.name)
    except StoreError as error:
        return OwnRecords((), (error.key,), error, file=store.database.name)


def published_only(own: OwnRecords) -> OwnRecords:
    """Own records without the figures that nobody has published, and without reports; the very same where there are
    none of these.

    What is no figure (an effort) stays.
    """
    kinds = {version.record_id: (version.payload or {}).get("kind") for version in own.versions if _is_source(version)}
    told = tuple(version for version in own.versions if not _unpublished(version, kinds))
    return own if len(told) == len(own.versions) else replace(own, versions=told, stamp=(*own.stamp, PUBLISHED))


def _is_source(version: Version) -> bool:
    return version.record_kind == SOURCE_KIND


def _unpublished(version: Version, kinds: Mapping[str, object]) -> bool:
    """Whether a version is a figure of an own source (``kinds`` of sources by id) without a day of publication."""
    row = version.payload or {}
    if version.record_kind in (COUNTS_KIND, DELIVERY_KIND):
        return True
    figure = version.record_kind in OWN_KINDS and not row.get(PUBLISHED)
    return figure and kinds.get(str(row.get("source_id"))) == OWN


def join(embedded: Snapshot, own: OwnRecords, earlier: Snapshot | None = None) -> Snapshot:
    """One snapshot of both; the embedded one itself where there are no own records.

    A row that no longer keeps its contract is out alone, and told. A table whose rows of both kinds are those of an
    ``earlier`` snapshot is taken from it.
    """
    troubles = list(embedded.troubles)
    if own.trouble is not None:
        said = ", ".join(str(value) for name, value in own.trouble.params.items() if name != "file")
        fault = Fault(own.file, own.trouble.key.removeprefix("problem."), allowed=said)
        troubles.append(DataError("own", (fault,)))
    rows, fetched = _rows_by_table(own.versions), fetched_in(own.versions)
    if fetched:
        rows["sources"] = [*rows.get("sources", []), *(one.source for one in fetched.values())]
    register, unread = register_of(own, earlier.register if earlier else {})
    reports, unread_reports = reports_in(own.versions)
    troubles += [one for one in (unread, unread_reports) if one is not None]
    if not rows and not register and not reports.tables and len(troubles) == len(embedded.troubles):
        return embedded
    tables, digests = dict(embedded.tables), dict(embedded.digests)
    for name in (name for name in CONTRACTS if name in rows and (name in tables or name in OWN_TABLES)):
        digests[name] = _digest(embedded.digests.get(name, ""), rows[name])
        kept = earlier is not None and digests[name] == earlier.digests.get(name)
        if earlier is not None and kept and _same_ground(name, embedded, earlier.embedded):
            tables[name] = earlier.tables[name]
            troubles += [one for one in earlier.troubles if one.dataset == name and one.faults[0].file == own.file]
            continue
        tables[name], out = _joined(name, rows[name], tables, own.file)
        troubles += [out] if out is not None else []
    layers = dict(embedded.layers)
    for name, shapes in fetched.items():
        digests[name] = _digest(embedded.digests.get(name, ""), [shapes.source, shapes.text])
        kept = earlier is not None and digests[name] == earlier.digests.get(name)
        if earlier is not None and kept and _same_ground("areas", embedded, earlier.embedded):
            own_table = table_of(name)
            layers |= {name: earlier.layers[name]} if name in earlier.layers else {}
            tables |= {own_table: earlier.tables[own_table]} if own_table in earlier.tables else {}
            about = (name, own_table)
            troubles += [one for one in earlier.troubles if one.dataset in about and one.faults[0].file == FILE_NAME]
            continue
        troubles += _put_in_place(name, shapes, tables, layers)
    stamp = "\n".join((embedded.snapshot_id, *(str(part) for part in own.stamp)))
    return replace(
        embedded,
        tables=tables,
        layers=layers,
        troubles=tuple(troubles),
        digests=digests,
        snapshot_id=hashlib.sha256(stamp.encode()).hexdigest(),
        public=embedded,
        register=register,
        reports=reports,
    )


def register_of(
    own: OwnRecords, earlier: Mapping[str, OwnVersion] | None = None
) -> tuple[dict[str, OwnVersion], DataError | None]:
    """What own records say of efforts, by their ids, and what is wrong with those that cannot be read.

    What is the same version as an ``earlier`` one is taken from there.
    """
    found: dict[str, OwnVersion] = {}
    faults = []
    for version in own.versions:
        if version.record_kind != EFFORT_KIND or version.payload is None:
            continue
        at = own.moments.get(version.revision)
        before = (earlier or {}).get(version.record_id)
        if before is not None and (before.revision, before.at) == (version.revision, at):
            found[version.record_id] = before
            continue
        try:
            entry = entry_from(version.payload)
            check_codes(entry)
        except EntryError as error:
            faults.append(Fault(own.file, "no_entry", 0, error.field, version.record_id))
            continue
        found[version.record_id] = OwnVersion(version.record_id, version.revision, entry, at)
    return found, DataError("register", tuple(faults), rows_out=len(faults)) if faults else None


def _put_in_place(
    name: str, shapes: FetchedShapes, tables: dict[str, pd.DataFrame], layers: dict[str, gpd.GeoDataFrame]
) -> list[DataError]:
    """Put a fetched layer, and the rows that came with it, in the place of the embedded one; where it does not keep
    its contract the embedded one stands, and the reason is given."""
    own_table, before = table_of(name), dict(tables)
    try:
        if own_table:
            faults = faults_of(shapes.rows, own_table, {other: tables[other] for other in tables if other != own_table})
            if faults:
                raise DataError(own_table, tuple(faults))
            tables[own_table] = typed(text_frame(shapes.rows, own_table), CONTRACTS[own_table])
        layers[name] = layer_of(name, shapes, tables)
    except DataError as error:
        tables |= before
        return [error]
    return []


def faults_of(rows: Sequence[Row], name: str, tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Every fault of rows that are to join a table; ``line`` is the row's number, the first being 1."""
    from sikkerby_geo.facts.checking import faults_in  # with pandera, for which only a check has to wait

    contract = CONTRACTS[name]
    known = known_ids(tables, {column.refers_to for column in contract.columns.values()})
    found = faults_in(text_frame(rows, name), contract, FILE_NAME, known)
    if name in tables:
        taken = set(tables[name][list(contract.key)].astype(str).itertuples(index=False, name=None))
        for place, row in enumerate(rows):
            key = tuple(row.get(column, "") for column in contract.key)
            if key in taken:
                found.append(Fault(FILE_NAME, "double", place + 2, ", ".join(contract.key), " / ".join(key)))
    return [replace(fault, line=fault.line - 1) for fault in found]


def text_frame(rows: Iterable[Row], name: str) -> pd.DataFrame:
    """Rows as a table of text with every column of its contract, blank = ""; a column of no contract stays."""
    listed = [dict(row) for row in rows]
    columns = dict.fromkeys([*CONTRACTS[name].columns, *(column for row in listed for column in row)])
    return pd.DataFrame([[row.get(column, "") for column in columns] for row in listed], columns=[*columns])


def _joined(
    name: str, rows: Sequence[Row], tables: Mapping[str, pd.DataFrame], file: str
) -> tuple[pd.DataFrame, DataError | None]:
    """An embedded table with the own rows behind it, and what is wrong with those left out."""
    faults = [replace(fault, file=file) for fault in faults_of(rows, name, tables)]
    out = {fault.line for fault in faults}
    whole = all(line > 0 for line in out)
    good = [row for line, row in enumerate(rows, start=1) if whole and line not in out]
    trouble = DataError(name, tuple(faults), rows_out=len(rows) - len(good)) if faults else None
    there = tables[name] if name in tables else typed(text_frame([], name), CONTRACTS[name])
    if not good:
        return there, trouble
    return pd.concat([there, typed(text_frame(good, name), CONTRACTS[name])], ignore_index=True), trouble


def _rows_by_table(versions: Iterable[Version]) -> dict[str, list[Row]]:
    """The rows of each table in the order of their records; of the sources those that a row rests on.

    Rows that have been published have a source of their own, with the day. A row whose source is not there is left for
    its contract to refuse.
    """
    rows: dict[str, list[Row]] = {}
    sources: dict[str, dict[str, str]] = {}
    used: dict[str, dict[str, str]] = {}
    for version in sorted(versions, key=lambda one: one.record_kind != SOURCE_KIND):
        row = {name: str(value) for name, value in (version.payload or {}).items()}
        if version.record_kind == SOURCE_KIND:
            sources[version.record_id] = {**row, "source_id": version.record_id}
        if version.record_kind not in OWN_KINDS:
            continue
        day, source = row.pop(PUBLISHED, ""), sources.get(row.get("source_id", ""))
        if source is not None:
            source = published_source(source, day) if day else source
            used[source["source_id"]] = source
            row["source_id"] = source["source_id"]
        rows.setdefault(OWN_KINDS[version.record_kind].table, []).append(row)
    if used:
        rows["sources"] = [*used.values()]
    return rows


def _digest(embedded: str, rows: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps([embedded, rows], sort_keys=True).encode()).hexdigest()


def _same_ground(name: str, embedded: Snapshot, earlier: Snapshot) -> bool:
    """Whether an embedded table, and what all rows refer to, are the same in two snapshots."""
    return all(embedded.tables.get(one) is earlier.tables.get(one) for one in (name, "areas", "sources"))
