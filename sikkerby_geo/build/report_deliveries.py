"""Counts of reports to a delivery in the store: hidden, proven and written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.disclosure.audit import Exposed, audit
from sikkerby_geo.domain.disclosure.geography import Geography, geography_of
from sikkerby_geo.domain.disclosure.programme import SolverError
from sikkerby_geo.domain.disclosure.protecting import UnprotectableError
from sikkerby_geo.domain.disclosure.publishing import PartOfYearError, publication_of
from sikkerby_geo.facts.areas import CITY_ID
from sikkerby_geo.facts.published_counts import ALL, BY_AREA, Publication, quarter_of, year_of
from sikkerby_geo.facts.report_counts import Counts
from sikkerby_geo.facts.report_records import (
    DeliveredFile,
    EarlierReportsError,
    ExposedError,
    Ledger,
    ReportDelivery,
)
from sikkerby_geo.facts.thresholds import SMALL_COUNT
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.report_deliveries import deliver_reports, earlier_publications


def deliver_counts(
    store: Store,
    atlas: Atlas,
    counts: Counts,
    months: tuple[int, int],
    files: Iterable[DeliveredFile],
    ledger: Ledger,
    *,
    source: str,
    who: str,
    why: str,
) -> int:
    """Hide what must be hidden of counts that cover some months, prove it, write it, and give the revision's number.

    Raises
    ------
    EarlierReportsError
        What was published earlier leaves no safe way to publish these, or they have no whole quarter.
    ExposedError, NothingNewError, ConflictError, StoreError
        See ``store.report_deliveries.deliver_reports``.
    """
    threshold = int(SMALL_COUNT.value)
    geography = geography_of(atlas.places, ((zone.area_id, zone.cell_id) for zone in counts.zones))
    seen = store.newest()[0]
    periods = {name for month in range(months[0], months[1] + 1) for name in _periods(month)}
    earlier = earlier_publications(store, geography.label, periods)
    try:
        publication = publication_of(counts, months, geography, threshold, earlier)
    except PartOfYearError as error:
        raise EarlierReportsError("problem.reports_part_of_year", year=error.year) from error
    except UnprotectableError as error:
        raise EarlierReportsError("problem.reports_unprotectable") from error
    if not publication:
        raise EarlierReportsError("problem.reports_no_quarter")
    placed = _placed(ledger, publication, threshold)
    delivery = ReportDelivery(
        source, months, geography.label, threshold, counts.synthetic, tuple(files), placed, ledger.unplaced
    )
    proof = partial(_proof, geography, threshold)
    return deliver_reports(store, delivery, publication, proof, who=who, why=why, seen=seen)


def _placed(ledger: Ledger, publication: Publication, threshold: int) -> int | None:
    """How many reports were placed, where neither a hidden total of the city nor a small rest follows from it."""
    city = [one.value for key, one in publication.items() if key[0] == BY_AREA.table_id and key[2:] == (ALL, CITY_ID)]
    shown = [value for value in city if value is not None]
    rest = ledger.placed - sum(shown)
    return ledger.placed if len(shown) == len(city) and (rest == 0 or rest >= threshold) else None


def _periods(month: int) -> tuple[str, str]:
    quarter = quarter_of(month)
    return quarter, year_of(quarter)


def _proof(
    geography: Geography, threshold: int, publication: Publication, earlier: Sequence[Publication]
) -> Sequence[Exposed]:
    try:
        return audit(publication, geography, threshold, earlier)
    except SolverError as error:
        raise ExposedError(len(publication)) from error
