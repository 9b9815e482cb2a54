"""Published counts of reports in the store: read with everything published earlier, written once they are proven safe.

Raw points and counts that are not published are never here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from sikkerby_geo.facts.problems import DataError, Fault
from sikkerby_geo.facts.published_counts import Publication
from sikkerby_geo.facts.report_records import (
    COUNTS_KIND,
    DELIVERY_KIND,
    EarlierReportsError,
    ExposedError,
    PublishedReports,
    ReportDelivery,
    ReportTable,
    delivery_from,
    table_from,
    tables_of,
)
from sikkerby_geo.facts.revisions import Change, Occasion, RevisionKind, Version
from sikkerby_geo.store.database import FILE_NAME
from sikkerby_geo.store.history import Store

Audit = Callable[[Publication, Sequence[Publication]], Sequence[object]]
"""What exposes hidden numbers of a publication, with everything published earlier."""


def earlier_publications(store: Store, geography: str = "", periods: Iterable[str] = ()) -> list[Publication]:
    """Every published table that ever stood, oldest first for each: what has been seen is known.

    Raises
    ------
    EarlierReportsError
        One of the ``periods`` has been published for other borders than those of ``geography``.
    StoreError
        The store cannot be read.
    """
    asked, found = set(periods), []
    for standing in store.standing(COUNTS_KIND):
        for version in store.history(COUNTS_KIND, standing.record_id):
            if version.payload is None:
                continue
            table = table_from(version.payload)
            if table.period in asked and geography and table.geography != geography:
                raise EarlierReportsError("problem.reports_other_borders", period=table.period)
            found.append(table.counts)
    return found


def deliver_reports(
    store: Store, delivery: ReportDelivery, publication: Publication, audit: Audit, *, who: str, why: str, seen: int
) -> int:
    """Write published counts as one revision, give its number; ``seen`` is the revision they were worked out against.

    Raises
    ------
    ExposedError
        The audit finds a hidden number that can be narrowed: nothing is written.
    EarlierReportsError
        A period has been published for other borders.
    NothingNewError
        All of it stands already.
    ConflictError
        Somebody has changed one of the records since ``seen``.
    StoreError
        The store cannot be read or written.
    """
    periods = {key.period for key in publication}
    exposed = audit(publication, earlier_publications(store, delivery.geography, periods))
    if exposed:
        raise ExposedError(len(exposed))
    standing = {one.key: one.revision for one in store.standing(COUNTS_KIND, DELIVERY_KIND, as_of=seen)}
    wanted = {(COUNTS_KIND, table.record_id): table.payload() for table in tables_of(publication, delivery)}
    wanted[DELIVERY_KIND, delivery.record_id] = delivery.payload()
    changes = [Change(*key, payload, standing.get(key, 0)) for key, payload in wanted.items()]
    names = "; ".join(one.name for one in delivery.files)
    sums = delivery.files[0].sha256 if len(delivery.files) == 1 else ""
    return store.write(changes, Occasion(who, why, RevisionKind.DELIVERY, delivery.source, names, sums))


def reports_in(versions: Iterable[Version]) -> tuple[PublishedReports, DataError | None]:
    """The published counts among own records, and what is wrong with those that cannot be read."""
    tables: dict[tuple[str, str], ReportTable] = {}
    deliveries: dict[str, ReportDelivery] = {}
    faults = []
    for version in versions:
        try:
            if version.record_kind == COUNTS_KIND and version.payload is not None:
                table = table_from(version.payload)
                tables[table.table, table.period] = table
            elif version.record_kind == DELIVERY_KIND and version.payload is not None:
                deliveries[version.record_id] = delivery_from(version.payload)
        except (KeyError, TypeError, ValueError, AttributeError):
            faults.append(Fault(FILE_NAME, "no_counts", 0, version.record_kind, version.record_id))
    trouble = DataError("reports", tuple(faults), rows_out=len(faults)) if faults else None
    return PublishedReports(tables, deliveries), trouble
