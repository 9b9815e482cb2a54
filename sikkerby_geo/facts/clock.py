"""The one clock: moments are UTC; what is printed or saved bears Copenhagen's date, wherever the server stands."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def moment_of(seconds: int) -> datetime:
    """The moment so many seconds after the beginning of 1970, as files tell theirs, in UTC."""
    return datetime.fromtimestamp(seconds, UTC)


def today() -> date:
    """The date in Copenhagen."""
    return danish_date(now())


def danish_date(moment: datetime) -> date:
    """The date in Copenhagen at a moment that knows its time zone."""
    return moment.astimezone(COPENHAGEN).date()
