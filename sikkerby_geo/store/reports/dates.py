"""The month of a report, from whatever its file calls a date or a period; or why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sikkerby_geo.facts.clock import danish_date
from sikkerby_geo.facts.reports import DATE_REASONS, Moment, Reason
from sikkerby_geo.store.intake import moments as written
from sikkerby_geo.store.intake.cells import Missing, Unreadable, read_number
from sikkerby_geo.store.reports.coordinates import filled, nulls_of

_TIME = re.compile(r"[T ]\s*[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2}(?:[.,][0-9]+)?)?$")
_ZONED = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})"
)
_MOMENT = (
    r"^([0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}[-./][0-9]{2}[-./][0-9]{4})"
    r"[T ][0-9]{2}[:.][0-9]{2}([:.][0-9]{2}([.,][0-9]+)?)?$"
)
"""A day in ten signs and a time without a zone; for Arrow's own regular expressions."""
_RUN_TOGETHER = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})")
_UNTIL = re.compile(r"(.{6,}?)\s*(?:[–—]|\s-\s|\btil\b|/(?=[0-9]{4}-))\s*(.{6,})")
_EPOCH = date(1970, 1, 1)
_FIRST, _LAST = date(1900, 1, 1), date(2099, 12, 31)
"""The days that are taken for dates, as everywhere in the intake."""
_BEFORE = (_FIRST - _EPOCH).days - 1
"""The day before the first that is taken, counted from 1970: as all earlier ones it is no date."""
_MOST_MONTHS = 240
"""If the days of some rows span more months than these, it is looked up which of them are met."""
_BLOCK = 1 << 15
_MOST_REMEMBERED = 1 << 17
"""Texts whose month is remembered."""


@dataclass(frozen=True)
class DateRules:
    """How dates are read: what comes first where both may be months (blank: not known), and the day that is today."""

    today: date
    first: str = ""

    def month(self, moment: written.Moment) -> Moment:
        """The month of what was read."""
        if moment.turned and not self.first:
            return Reason.AMBIGUOUS_DATE
        if moment.turned and self.first == "month":
            moment = moment.other_way()
        if not moment.month:
            return Reason.LONG_PERIOD
        if (moment.year, moment.month, moment.day) > (self.today.year, self.today.month, self.today.day):
            return Reason.FUTURE
        return 12 * moment.year + moment.month - 1


def read_date(text: str, rules: DateRules) -> Moment:
    """The month a text means, or why it means none."""
    text = text.strip(" \t\r\n\u00a0\u202f\ufeff'\"")
    if isinstance(read_number(text), Missing):
        return Reason.NO_DATE
    if _ZONED.fullmatch(text):
        try:
            text = danish_date(datetime.fromisoformat(text)).isoformat()
        except ValueError:
            return Reason.NO_SUCH_DAY
    if found := _UNTIL.fullmatch(text):
        return within_a_month(*(read_date(end, rules) for end in found.groups()))
    text = _TIME.sub("", text)
    if found := _RUN_TOGETHER.fullmatch(text):
        text = "-".join(found.groups())
    moment = written.read_moment(text)
    if not isinstance(moment, Unreadable):
        return rules.month(moment)
    reasons = {"no_such_day": Reason.NO_SUCH_DAY, "span_of_years": Reason.LONG_PERIOD, "blank": Reason.NO_DATE}
    return reasons.get(moment.kind, Reason.NOT_A_DATE)


def within_a_month(begin: Moment, end: Moment) -> Moment:
    """The month of a period by its two ends; one across months has none. An end that is not stated says nothing."""
    if isinstance(begin, Reason) or end is Reason.NO_DATE or begin == end:
        return begin
    return end if isinstance(end, Reason) else Reason.LONG_PERIOD


class Dates:
    """The reader of one file's dates: each text is read once."""

    def __init__(self, rules: DateRules) -> None:
        self.rules = rules
        self._read: dict[object, Moment] = {}
        self._days = _days_table(rules)

    def of(self, column: pa.Array) -> tuple[tuple[Moment, ...], np.ndarray]:
        """The moments of a column and, for each row, which of them it is."""
        kind = column.type
        if pa.types.is_timestamp(kind) and kind.tz:
            return self._of_days(_danish_days(column), nulls_of(column))
        if pa.types.is_timestamp(kind) or pa.types.is_date(kind):
            days = pc.cast(column, pa.date32()).view(pa.int32())
            return self._of_days(filled(days, np.int32, (self.rules.today - _EPOCH).days), nulls_of(days))
        if not pa.types.is_dictionary(kind):
            column = _without_time(column).dictionary_encode()
        texts = column.dictionary.to_pylist()
        moments = tuple(dict.fromkeys([*(self._of_text(text) for text in texts), Reason.NO_DATE]))
        place = {moment: at for at, moment in enumerate(moments)}
        of_text = np.array([*(place[self._of_text(text)] for text in texts), place[Reason.NO_DATE]], dtype=np.int32)
        indices = column.indices
        if indices.null_count:
            indices = indices.fill_null(len(texts))
        return moments, of_text.take(indices.to_numpy(zero_copy_only=False))

    def _of_text(self, raw: object) -> Moment:
        if raw not in self._read:
            text = raw.decode("latin-1") if isinstance(raw, bytes) else "" if raw is None else str(raw)
            if len(self._read) > _MOST_REMEMBERED:
                self._read.clear()
            self._read[raw] = read_date(text, self.rules)
        return self._read[raw]

    def _of_days(self, days: np.ndarray, none: np.ndarray) -> tuple[tuple[Moment, ...], np.ndarray]:
        """``days`` since 1970, int32; whatever stands at the places ``none``, there is no date."""
        when = np.empty(len(days), dtype=np.int32)
        if len(days) == 0:
            return (), when
        low, high = (min(max(int(end) - _BEFORE, 0), len(self._days) - 1) for end in (days.min(), days.max()))
        within = self._days[low : high + 1]
        changes = within[np.flatnonzero(np.concatenate(([True], within[1:] != within[:-1])))]
        if len(changes) > _MOST_MONTHS:
            met = np.zeros(len(within), dtype=bool)
            met[np.clip(days, low + _BEFORE, high + _BEFORE) - (low + _BEFORE)] = True
            changes = within[met]
        # Reasons first, then months: as they are counted.
        no_date = [-1 - DATE_REASONS.index(Reason.NO_DATE)] if len(none) else []
        there = np.unique(np.concatenate((changes, no_date))).astype(np.int64)
        place = np.minimum(np.searchsorted(there, within), len(there) - 1).astype(np.int32)
        at = np.empty(min(len(days), _BLOCK), dtype=np.intp)
        for start in range(0, len(days), _BLOCK):
            part = slice(start, start + _BLOCK)
            one = at[: len(days[part])]
            np.subtract(days[part], low + _BEFORE, out=one, dtype=np.intp)
            place.take(one, out=when[part], mode="clip")
        if no_date:
            when[none] = np.searchsorted(there, no_date[0])
        moments = tuple(DATE_REASONS[-1 - code] if code < 0 else code for code in there.tolist())
        return moments, when


def _days_table(rules: DateRules) -> np.ndarray:
    """The month of each day, from the one before the first to the one after the last.

    A reason stands as −1 minus its place in ``DATE_REASONS``.
    """
    code = {reason: -1 - at for at, reason in enumerate(DATE_REASONS)}
    days = np.arange(np.datetime64(_FIRST), np.datetime64(_LAST) + 1)
    months = days.astype("datetime64[M]").astype(np.int64) + 12 * _EPOCH.year
    months[days > np.datetime64(rules.today)] = code[Reason.FUTURE]
    return np.concatenate([[code[Reason.NOT_A_DATE]], months, [code[Reason.NOT_A_DATE]]])


def _danish_days(column: pa.Array) -> np.ndarray:
    """The Danish day of moments that know their time zone, as days since 1970; any day where none is stated."""
    seconds = pc.cast(column, pa.timestamp("s", "UTC"), safe=False).view(pa.int64())
    least = np.iinfo(np.int64).min
    hours, of_hour = np.unique(seconds.fill_null(least).to_numpy(zero_copy_only=False) // 3600, return_inverse=True)
    days = []
    for hour in hours.tolist():
        try:
            days.append(
                (danish_date(datetime.fromisoformat("1970-01-01T00:00:00Z") + timedelta(hours=hour)) - _EPOCH).days
            )
        except OverflowError:
            days.append(_BEFORE)
    return np.array(days, dtype=np.int32)[of_hour]


def _without_time(column: pa.Array) -> pa.Array:
    """Texts of which most are moments of a day, as days where they begin with one; anything else as it is."""
    if not (pa.types.is_string(column.type) or pa.types.is_binary(column.type)):
        return column.cast(pa.string())
    if len(column) == 0 or column[len(column) // 2].as_py() is None or len(column[len(column) // 2].as_py()) <= 10:
        return column
    text = column.view(pa.string()) if pa.types.is_binary(column.type) else column
    plain = pc.match_substring_regex(text, _MOMENT)
    return pc.if_else(plain, pc.utf8_slice_codeunits(text, 0, 10), text)
