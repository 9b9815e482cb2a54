"""``reports --add``: what was counted is put into the store, small numbers hidden, for the months the files cover."""

from __future__ import annotations

import getpass
import re
from typing import Annotated

import typer

from sikkerby_geo.build.report_deliveries import deliver_counts
from sikkerby_geo.cli.showing import at
from sikkerby_geo.cli.terminal import SCREEN, plain, refuse
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.report_counts import Counts
from sikkerby_geo.facts.report_records import COUNTS_KIND, DELIVERY_KIND, DeliveredFile, Ledger
from sikkerby_geo.facts.reports import Reason, month_name
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.report_deliveries import reports_in
from sikkerby_geo.store.reports.run import Counted
from sikkerby_geo.text import period, t

PutIn = Annotated[bool, typer.Option("--add", help=t("cli.reports.add"))]
First = Annotated[str, typer.Option("--from", help=t("cli.reports.first"), metavar=t("cli.reports.month"))]
Last = Annotated[str, typer.Option("--to", help=t("cli.reports.last"), metavar=t("cli.reports.month"))]
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")

Months = tuple[int, int]
"""The first and the last month, as numbers (12 × year + month − 1)."""


def asked_months(first: str, last: str) -> Months:
    """The months that the files are said to cover; ends the command where they are none, or are not over."""
    if not first or not last:
        refuse("cli.reports.months_missing")
    found = [_MONTH.fullmatch(written) for written in (first, last)]
    begin, end = (12 * int(one[1]) + int(one[2]) - 1 if one else -1 for one in found)
    if -1 in (begin, end) or end < begin:
        refuse("cli.reports.no_months", first=first, last=last)
    day = today()
    if end >= 12 * day.year + day.month - 1:
        refuse("cli.reports.not_over", month=period(month_name(end)))
    return begin, end


def put_in(store: Store, atlas: Atlas, found: Counted, months: Months, source: str) -> None:
    """Write what may be published of the counts as one revision, and say what became of them.

    Ends the command where a report lies outside the months; raises as ``build.report_deliveries.deliver_counts``.
    """
    first, last = _within(found.counts)
    if found.counts.total and not (months[0] <= first and last <= months[1]):
        names = {"first": period(month_name(first)), "last": period(month_name(last))}
        refuse("cli.reports.outside_months", **names)
    lines = [line for line in found.ledger if not line.same_as]
    unplaced = {str(reason): sum(line.reasons.get(reason, 0) for line in lines) for reason in Reason}
    ledger = Ledger(sum(line.placed for line in lines), {reason: many for reason, many in unplaced.items() if many})
    files = [DeliveredFile(line.name, line.sha256) for line in lines]
    with at("hide"):
        number = deliver_counts(
            store,
            atlas,
            found.counts,
            months,
            files,
            ledger,
            source=source,
            who=getpass.getuser(),
            why=t("cli.reports.add_why"),
        )
    reports, _ = reports_in(store.current(COUNTS_KIND, DELIVERY_KIND))
    tables = [one for one in reports.tables.values() if _covers(one.period, months)]
    numbers = [count for table in tables for count in table.counts.values()]
    hidden = sum(count.hidden for count in numbers)
    SCREEN.print(plain(t("cli.reports.added", revision=number, hidden=hidden, count=len(numbers))), soft_wrap=True)


def _within(counts: Counts) -> Months:
    """The first and the last month with a report; (0, 0) without any."""
    months = [month for month, *_ in counts.rows()]
    return (min(months), max(months)) if months else (0, 0)


def _covers(written: str, months: Months) -> bool:
    return months[0] // 12 <= int(written[:4]) <= months[1] // 12
