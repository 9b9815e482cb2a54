"""The calendar of what is due when, as a table by a day's date."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.yearly_report.due import Duty, Span, by_next, duties
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.prints import danish_date
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet


def calendar_sheet(atlas: Atlas, day: date) -> Sheet:
    """Every duty with when it falls next, the first on top, and whether the paper that asks for it still holds."""
    keys = ("next", "what", "who", "to", "when", "basis")
    columns = tuple(Column(key, t(f"yearly.calendar.{key}"), "wide" if key == "what" else "text") for key in keys)
    rows = tuple(_row(duty, span, day) for duty, span in by_next(duties(atlas), day))
    return Sheet("aarsrapport-kalender", t("yearly.calendar.caption", day=danish_date(day)), columns, rows)


def calendar_title(atlas: Atlas, day: date) -> str:
    """What is due next by a day, or that no paper that asks for anything still holds."""
    listed = [pair for pair in by_next(duties(atlas), day) if pair[1] is not None]
    if not listed:
        return t("yearly.calendar.title_none")
    holding = [pair for pair in listed if not pair[0].lapsed(day)]
    if not holding:
        return t("yearly.calendar.title_lapsed", year=max(duty.valid_to or 0 for duty, _ in listed))
    duty, span = holding[0]
    return t("yearly.calendar.title", what=duty.what, when=_when(duty, span))


def _row(duty: Duty, span: Span | None, day: date) -> dict[str, Entry]:
    lapsed = t("yearly.calendar.lapsed", year=duty.valid_to) if duty.lapsed(day) else ""
    proposed = t("yearly.calendar.proposed") if duty.proposed else ""
    return {
        "next": Entry(_when(duty, span)),
        "what": Entry(duty.what, quiet=duty.note),
        "who": Entry(duty.who),
        "to": Entry(duty.to or t("yearly.calendar.nobody")),
        "when": Entry(duty.when),
        "basis": Entry(duty.basis, quiet=" ".join(filter(None, (proposed, lapsed, figures.titles([duty.source]))))),
    }


def _when(duty: Duty, span: Span | None) -> str:
    if span is None:
        return t("yearly.calendar.no_date")
    if duty.frequency == "quarterly":
        return t("yearly.calendar.in_quarter", last=danish_date(span.last))
    if duty.months is None:
        return t("yearly.calendar.in_year", year=span.first.year)
    return t("yearly.calendar.between", first=danish_date(span.first), last=danish_date(span.last))
