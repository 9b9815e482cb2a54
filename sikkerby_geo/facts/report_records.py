"""Published counts of reports as they are kept: a record for each table and period, and one for each delivery."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.published_counts import CountKey, Publication, PublishedCount
from sikkerby_geo.facts.revisions import Payload

COUNTS_KIND = "report_counts"
"""Record kind of one published table of one period; its id is table/period."""
DELIVERY_KIND = "report_delivery"
"""Record kind of what one delivery of reports was: its files, and what could not be placed."""

_Told = int | list[int | None]
"""A number as it is kept: itself, or the two ends of what is told of a hidden one."""


class ExposedError(SikkerByError):
    """Numbers that must be hidden could be worked out from what is published: nothing is written."""

    def __init__(self, count: int) -> None:
        super().__init__("problem.reports_exposed", count=count)


class EarlierReportsError(SikkerByError):
    """What has been published earlier leaves no safe way to publish this; ``key`` says why."""


@dataclass(frozen=True)
class DeliveredFile:
    """One file of a delivery. What it counts is not kept: a file of one district or one week would tell of these."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Ledger:
    """What became of all rows of a delivery: those placed, and the others by reason (``facts.reports.Reason``)."""

    placed: int
    unplaced: Mapping[str, int]


@dataclass(frozen=True)
class ReportDelivery:
    """One delivery: who made the reports, what months (12 × year + month − 1, first and last) the files cover, and what
    became of their rows. ``geography`` tells borders apart; ``synthetic`` = the reports are invented.

    ``placed`` is None where it would tell what is hidden of the whole city.
    """

    source: str
    months: tuple[int, int]
    geography: str
    threshold: int
    synthetic: bool
    files: tuple[DeliveredFile, ...]
    placed: int | None
    unplaced: Mapping[str, int]

    @property
    def record_id(self) -> str:
        """Of the source and the months: the same again takes its place."""
        return f"{self.source}/{self.months[0]}-{self.months[1]}"

    def payload(self) -> dict[str, object]:
        """As it is kept."""
        return {**asdict(self), "months": list(self.months), "files": [asdict(one) for one in self.files]}


@dataclass(frozen=True)
class ReportTable:
    """One published table of one period, as it is kept."""

    table: str
    period: str
    delivery: str
    geography: str
    synthetic: bool
    told: Mapping[str, Mapping[str, _Told]]

    @property
    def record_id(self) -> str:
        return f"{self.table}/{self.period}"

    @cached_property
    def counts(self) -> Publication:
        """Its numbers."""
        return {
            CountKey(self.table, self.period, what, where): _read(one)
            for what, row in self.told.items()
            for where, one in row.items()
        }

    def payload(self) -> dict[str, object]:
        """As it is kept."""
        return asdict(self)


@dataclass(frozen=True)
class PublishedReports:
    """The published counts as they stand: tables by (table, period), and the deliveries behind them by their ids."""

    tables: Mapping[tuple[str, str], ReportTable] = field(default_factory=dict)
    deliveries: Mapping[str, ReportDelivery] = field(default_factory=dict)

    @property
    def synthetic(self) -> bool:
        """Whether any of it is invented, so that all that shows it must say so."""
        return any(table.synthetic for table in self.tables.values())

    def get(self, key: CountKey) -> PublishedCount | None:
        """A number; None where none was delivered, which is neither nought nor hidden."""
        table = self.tables.get((key.table, key.period))
        return None if table is None else table.counts.get(key)


def tables_of(publication: Publication, delivery: ReportDelivery) -> Iterator[ReportTable]:
    """Published numbers as the records they are kept in, in order."""
    found: dict[tuple[str, str], dict[str, dict[str, _Told]]] = {}
    for key in sorted(publication):
        one = publication[key]
        row = found.setdefault((key.table, key.period), {}).setdefault(key.what, {})
        row[key.where] = [one.low, one.high] if one.value is None else one.value
    for (table, period), told in found.items():
        yield ReportTable(table, period, delivery.record_id, delivery.geography, delivery.synthetic, told)


def table_from(payload: Payload) -> ReportTable:
    """A kept table; raises KeyError or TypeError where it is none."""
    names = ("table", "period", "delivery", "geography", "synthetic", "told")
    table = ReportTable(**{name: payload[name] for name in names})  # type: ignore[arg-type]
    _ = table.counts
    return table


def delivery_from(payload: Mapping[str, object]) -> ReportDelivery:
    """A kept delivery; raises KeyError or TypeError where it is none."""
    said = dict(payload)
    files = tuple(DeliveredFile(**one) for one in said.pop("files"))  # type: ignore[attr-defined]
    return ReportDelivery(**{**said, "months": tuple(said["months"]), "files": files})  # type: ignore[arg-type]


def _read(told: _Told) -> PublishedCount:
    if isinstance(told, int):
        return PublishedCount(told)
    low, high = told
    return PublishedCount(None, low or 0, high)
