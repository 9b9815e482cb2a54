"""Years, quarters and dates as offices write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from sikkerby_geo.store.intake.cells import Raw, Unreadable

_YEAR = re.compile(r"((?:19|20)[0-9]{2})(?:[.,]0+)?")
_YEARS = r"((?:19|20)[0-9]{2})"
_ORDINAL = r"([1-4])\.?\s*(?:kvartal|kvt\.?|kv\.?)"
_QUARTER = re.compile(
    rf"{_YEARS}\s*[-/,. ]?\s*[KQ]([1-4])|{_YEARS}\s*[-/,. ]?\s*{_ORDINAL}"
    rf"|[KQ]([1-4])\s*[-/,. ]?\s*{_YEARS}|{_ORDINAL}\s*[-/,. ]?\s*{_YEARS}",
    re.IGNORECASE,
)
_QUARTER_ALONE = re.compile(rf"[KQ]([1-4])|{_ORDINAL}", re.IGNORECASE)
_MONTH = re.compile(r"((?:19|20)[0-9]{2})\s*M?[-/]?(0[1-9]|1[0-2])", re.IGNORECASE)
_NAMED_MONTH = re.compile(r"([a-zæøå]+)\.?\s+((?:19|20)[0-9]{2})", re.IGNORECASE)
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_ISO = re.compile(r"((?:19|20)[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})(?:[T ][0-9:.]+Z?)?")
_DAY_FIRST = re.compile(r"([0-9]{1,2})\s*([.\-/])\s*([0-9]{1,2})\s*\2\s*((?:19|20)[0-9]{2})")
_SPAN = re.compile(r"(?:19|20)[0-9]{2}\s*[-–/]\s*(?:(?:19|20)?[0-9]{2})")


@dataclass(frozen=True)
class Moment:
    """A year, a quarter, a month or a day; what is not stated is 0.

    ``turned``: day and month may be the other way round (``03/04/2024``), since both are months.
    """

    year: int
    quarter: int = 0
    month: int = 0
    day: int = 0
    turned: bool = False

    @property
    def precision(self) -> str:
        """How exact it is, as the table of residents calls it."""
        if self.day:
            return "day"
        return "quarter" if self.quarter else "approximate" if self.month else "year"

    @property
    def first_day(self) -> str:
        """Its first day in ISO."""
        month = self.month or 3 * max(self.quarter - 1, 0) + 1
        return f"{self.year:04d}-{month:02d}-{self.day or 1:02d}"

    @property
    def written(self) -> str:
        """In one word, which ``moment_from`` reads: 2026, 2026-K1, K1, 2026-M05, 2026-05-12; blank for none."""
        year = f"{self.year:04d}" if self.year else ""
        if self.quarter:
            return f"{year}-K{self.quarter}" if year else f"K{self.quarter}"
        if self.day:
            return f"{year}-{self.month:02d}-{self.day:02d}"
        return f"{year}-M{self.month:02d}" if self.month else year

    def other_way(self) -> Moment:
        """The same with day and month changed about."""
        return Moment(self.year, month=self.day, day=self.month)


NO_MOMENT = Moment(0)
"""No time at all."""
_YEAR_IN = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})(?:\.0)?(?![0-9.,])")
_QUARTER_IN = re.compile(rf"(?<![0-9A-Za-zÆØÅæøå])(?:{_QUARTER.pattern})(?![0-9A-Za-zÆØÅæøå])", re.IGNORECASE)
_WRITTEN = re.compile(r"([0-9]{4})?(?:-?K([1-4])|-M([0-9]{2})|-([0-9]{2})-([0-9]{2}))?")


def moment_from(written: str) -> Moment:
    """A moment as ``Moment.written`` has it; none where it is none."""
    found = _WRITTEN.fullmatch(written)
    if not found or not written:
        return NO_MOMENT
    year, quarter, month, of_day, day = (int(part or 0) for part in found.groups())
    return Moment(year, quarter, month or of_day, day)


def year_in(head: str) -> tuple[Moment, str] | None:
    """The one year a head names, and the rest of it; None where it names several."""
    years = _YEAR_IN.findall(head)
    if len(set(years)) > 1:
        return None
    return (Moment(int(years[0])) if years else NO_MOMENT), _YEAR_IN.sub(" ", head)


def moment_in(head: str) -> tuple[Moment, str] | None:
    """The quarter, month, day or year a head names, and the rest of it; None where it names several."""
    if alone := _QUARTER_ALONE.fullmatch(head.strip()):
        return Moment(0, quarter=int(alone[1] or alone[2])), ""
    found = [*_QUARTER_IN.finditer(head)]
    if len(found) == 1:
        return _quarter(found[0]), _QUARTER_IN.sub(" ", head)
    whole = NO_MOMENT if _YEAR_IN.fullmatch(head.strip()) else read_moment(head)
    if isinstance(whole, Moment) and whole.month and not whole.turned:
        return whole, ""
    return year_in(head) if not found else None


def read_quarter(raw: Raw) -> Moment | Unreadable:
    """A cell of a column of quarters: K1, 1, 1. kvt.; or with its year."""
    text = str(int(raw) if isinstance(raw, float) and raw.is_integer() else raw or "").strip(
        " \t\r\n\u00a0\u202f\ufeff"
    )
    if not text:
        return Unreadable("blank")
    if text in ("1", "2", "3", "4"):
        return Moment(0, quarter=int(text))
    if alone := _QUARTER_ALONE.fullmatch(text):
        return Moment(0, quarter=int(alone[1] or alone[2]))
    found = read_moment(raw)
    if isinstance(found, Moment) and (found.quarter or found.month):
        return found
    return found if isinstance(found, Unreadable) and found.kind != "short_year" else Unreadable("not_moment")


def read_moment(raw: Raw) -> Moment | Unreadable:
    """A cell as a year, quarter, month or day; 1900 to 2099."""
    if isinstance(raw, bool) or raw is None:
        return Unreadable("blank" if raw is None else "not_moment")
    if isinstance(raw, float):
        raw = int(raw) if raw == raw and raw.is_integer() else str(raw)
    text = str(raw).strip(" \t\r\n\u00a0\u202f\ufeff")
    if not text:
        return Unreadable("blank")
    if any(sign.isnumeric() for sign in text if not sign.isascii()):
        return Unreadable("foreign_digits")
    if found := _YEAR.fullmatch(text):
        return Moment(int(found[1]))
    if found := _QUARTER.fullmatch(text):
        return _quarter(found)
    if found := _MONTH.fullmatch(text):
        return Moment(int(found[1]), month=int(found[2]))
    if (found := _NAMED_MONTH.fullmatch(text)) and found[1][:3].casefold() in _MONTHS:
        return Moment(int(found[2]), month=_MONTHS.index(found[1][:3].casefold()) + 1)
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]))
    if found := _DAY_FIRST.fullmatch(text):
        return _day_first(int(found[1]), int(found[3]), int(found[4]), found[2])
    if _SPAN.fullmatch(text):
        return Unreadable("span_of_years")
    return Unreadable("short_year" if re.fullmatch(r"'?[0-9]{2}", text) else "not_moment")


def _quarter(found: re.Match[str]) -> Moment:
    first, one, second, two, three, third, four, fourth = found.groups()
    return Moment(int(first or second or third or fourth), quarter=int(one or two or three or four))


def _day_first(day: int, month: int, year: int, sign: str) -> Moment | Unreadable:
    """Danes write the day first; with slashes an American program may have written the month first."""
    if sign != "/":
        return _day(year, month, day)
    if month > 12 >= day:
        return _day(year, day, month)
    found = _day(year, month, day)
    if isinstance(found, Unreadable) or day > 12 or day == month:
        return found
    return Moment(year, month=month, day=day, turned=True)


def _day(year: int, month: int, day: int) -> Moment | Unreadable:
    try:
        date(year, month, day)
    except ValueError:
        return Unreadable("no_such_day")
    return Moment(year, month=month, day=day)
