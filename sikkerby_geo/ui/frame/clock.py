"""The one clock: the date on what is printed or saved is Copenhagen's, wherever the server stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def today() -> date:
    return danish_date(datetime.now(UTC))


def danish_date(moment: datetime) -> date:
    """The date in Copenhagen at a moment that knows its time zone."""
    return moment.astimezone(COPENHAGEN).date()
