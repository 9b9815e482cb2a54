"""One cell: a number, a bound, a missing value with its reason, or why it cannot be read. Never a guess.

Signs for missing figures follow Danmarks Statistik: ``.`` cannot occur, ``..`` too uncertain or confidential,
``...`` not there yet; ``-`` is nought there and nothing at all elsewhere, so it is a question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

Raw = str | int | float | bool | None
"""A cell as it is read: text, or what a workbook itself calls a number; dates come as ISO text."""


class Absence(StrEnum):
    """Why a cell has no figure."""

    NOT_STATED = "not_stated"
    NOT_ASKED = "not_asked"
    SUPPRESSED = "suppressed"


class Style(StrEnum):
    """How a number shows which sign parts decimals from thousands."""

    PLAIN = "plain"
    COMMA = "comma"
    DOT = "dot"
    TYPED = "typed"
    EITHER_COMMA = "either_comma"
    EITHER_DOT = "either_dot"


@dataclass(frozen=True)
class Number:
    """A number that can be read in one way, or (``style`` either) in two: as ``value``, or with thousands.

    ``thousands`` is the other reading of ``1.234`` and ``1,234``. ``percent``: a per cent sign stood with it.
    ``bound`` is ``<=``, ``<``, ``>`` or ``>=`` where only a limit is stated.
    """

    value: Decimal
    style: Style = Style.PLAIN
    percent: bool = False
    bound: str = ""
    thousands: Decimal | None = None


@dataclass(frozen=True)
class Missing:
    """No figure, and why; ``dash`` where the sign may also mean nought."""

    reason: Absence
    dash: bool = False


@dataclass(frozen=True)
class Unreadable:
    """A cell that is no number; ``kind`` names the fault, ``detail`` what is meant by it."""

    kind: str
    detail: str = ""


Read = Number | Missing | Unreadable

_MISSING = {
    "": Absence.NOT_STATED,
    ".": Absence.NOT_ASKED,
    "..": Absence.SUPPRESSED,
    "...": Absence.NOT_STATED,
    "…": Absence.NOT_STATED,
    "n.a.": Absence.NOT_STATED,
    "n.a": Absence.NOT_STATED,
    "n/a": Absence.NOT_STATED,
    "na": Absence.NOT_STATED,
    "nan": Absence.NOT_STATED,
    "null": Absence.NOT_STATED,
    "none": Absence.NOT_STATED,
    "i.o.": Absence.NOT_STATED,
    "i/o": Absence.NOT_STATED,
    "uoplyst": Absence.NOT_STATED,
    "ikke oplyst": Absence.NOT_STATED,
    "intet tal": Absence.NOT_STATED,
    "mangler": Absence.NOT_STATED,
    "ikke spurgt": Absence.NOT_ASKED,
    "ej spurgt": Absence.NOT_ASKED,
    "not asked": Absence.NOT_ASKED,
    "not_asked": Absence.NOT_ASKED,
    "ikke muligt": Absence.NOT_ASKED,
    "diskretion": Absence.SUPPRESSED,
    "diskretioneret": Absence.SUPPRESSED,
    "tilbageholdt": Absence.SUPPRESSED,
    "for få svar": Absence.SUPPRESSED,
    "suppressed": Absence.SUPPRESSED,
}
_DASHES = ("-", "–", "—", "‐", "−")
SHEET_ERROR = re.compile(r"\s*(#(N/A|I/T|[A-ZÆØÅ_]+(/0)?!|(NAME|NAVN)\?)|Err:[0-9]{3})\s*$", re.IGNORECASE)
"""What a cell shows whose formula has gone wrong, in Danish and English, in Excel and LibreOffice."""
_PERCENT = re.compile(r"\s*(%|pct\.?|procent|percent)$", re.IGNORECASE)
_BOUNDS = (
    (re.compile(r"(≤|<=|=<|højst|maks\.?|max\.?)\s*", re.IGNORECASE), "<="),
    (re.compile(r"(≥|>=|=>|mindst|min\.?)\s*", re.IGNORECASE), ">="),
    (re.compile(r"(<|under|mindre end)\s*", re.IGNORECASE), "<"),
    (re.compile(r"(>|over|mere end)\s*", re.IGNORECASE), ">"),
)
_SPACES = " \u00a0\u202f\u2009\u2007'’"
_PLAIN = re.compile(r"[0-9]+")
_ONE_SIGN = re.compile(r"([0-9]+)([.,])([0-9]+)")
_GROUPED = re.compile(r"([0-9]{1,3}(?:\.[0-9]{3})+)(,[0-9]+)?|([0-9]{1,3}(?:,[0-9]{3})+)(\.[0-9]+)?")
_SPACED = re.compile(rf"([0-9]{{1,3}}(?:[{_SPACES}][0-9]{{3}})+)([.,][0-9]+)?")
_SPAN = re.compile(r"[0-9]+([.,][0-9]+)?\s*[-–/]\s*[0-9]+([.,][0-9]+)?")
_DAY = re.compile(r"(19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}")
_MARKED = re.compile(r"[0-9][0-9.,]*\s*(\*+|[¹²³]|\(?[0-9a-z]\))")
MOST_DIGITS = 15
"""More digits than a figure has, and as many as a workbook holds exactly."""


def read_number(raw: Raw) -> Read:
    """A cell as a number, a missing value, or what is wrong with it."""
    if raw is None:
        return Missing(Absence.NOT_STATED)
    if isinstance(raw, bool):
        return Unreadable("not_number")
    if isinstance(raw, int | float):
        return _typed(raw)
    text = raw.strip(" \t\r\n\u00a0\u202f\ufeff")
    folded = text.casefold()
    if folded in _MISSING:
        return Missing(_MISSING[folded])
    if text in _DASHES:
        return Missing(Absence.NOT_STATED, dash=True)
    if SHEET_ERROR.match(text):
        return Unreadable("sheet_error")
    if any(sign.isdigit() or sign.isnumeric() for sign in text if not sign.isascii() and sign not in "¹²³½¼¾"):
        return Unreadable("foreign_digits")
    return _written(text)


def _typed(raw: int | float) -> Read:
    """A number of a workbook; binary fractions are taken back to what was typed (15 digits)."""
    if raw != raw:
        return Missing(Absence.NOT_STATED)
    if abs(raw) >= 10**MOST_DIGITS:
        return Unreadable("many_digits")
    return Number(Decimal(f"{raw:.{MOST_DIGITS}g}") + 0, Style.TYPED)


@lru_cache(maxsize=8192)
def _written(text: str) -> Read:
    bound = ""
    for form, comparison in _BOUNDS:
        if limit := form.match(text):
            bound, text = comparison, text[limit.end() :]
            break
    bare = _PERCENT.sub("", text)
    percent = bare != text
    sign = 1
    if bare[:1] in ("-", "−", "+") and len(bare) > 1:
        sign = 1 if bare[0] == "+" else -1
        bare = bare[1:].lstrip(_SPACES)
    if bare == "0" * len(bare) and len(bare) > 1:
        return Unreadable("leading_zero")
    found = _digits(bare)
    if isinstance(found, Unreadable):
        return found
    thousands = None if found.thousands is None else sign * found.thousands
    return Number(sign * found.value, found.style, percent, bound, thousands)


def _digits(text: str) -> Number | Unreadable:
    """Digits with their signs between; a form that is no number says what it looks like."""
    if len(re.sub("[^0-9]", "", text)) > MOST_DIGITS:
        return Unreadable("many_digits")
    if re.match(r"0[0-9]", text):
        return Unreadable("leading_zero")
    if _PLAIN.fullmatch(text):
        return Number(Decimal(text))
    if found := _ONE_SIGN.fullmatch(text):
        whole, sign, rest = found.groups()
        value = Decimal(f"{whole}.{rest}")
        if len(rest) == 3 and len(whole) <= 3 and whole != "0":
            style = Style.EITHER_COMMA if sign == "," else Style.EITHER_DOT
            return Number(value, style, thousands=Decimal(whole + rest))
        return Number(value, Style.COMMA if sign == "," else Style.DOT)
    if found := _GROUPED.fullmatch(text):
        dotted, comma, commaed, dot = found.groups()
        whole = re.sub("[.,]", "", dotted or commaed)
        rest = (comma or dot or "").lstrip(".,")
        style = Style.COMMA if dotted else Style.DOT
        return Number(Decimal(f"{whole}.{rest}" if rest else whole), style)
    if found := _SPACED.fullmatch(text):
        whole, rest = re.sub(f"[{_SPACES}]", "", found[1]), found[2] or ""
        style = Style.COMMA if rest.startswith(",") else Style.DOT if rest else Style.PLAIN
        return Number(Decimal(whole + rest.replace(",", ".")), style)
    if _DAY.fullmatch(text):
        return Unreadable("became_day")
    if _SPAN.fullmatch(text):
        return Unreadable("span")
    if _MARKED.fullmatch(text):
        return Unreadable("footnote_mark")
    if re.match(r"(ca\.?|cirka|omkring|~|≈)", text, re.IGNORECASE):
        return Unreadable("about")
    return Unreadable("not_number")
