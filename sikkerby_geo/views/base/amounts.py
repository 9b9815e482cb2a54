"""Amounts typed by hand in Danish: 2.000.000, 1 500, 2,5 mio. kr."""

from __future__ import annotations

import re
from fractions import Fraction

from sikkerby_geo.text import NO_BREAK_SPACE

LONGEST_AMOUNT = 24
"""Characters of a typed amount."""
_AMOUNT = re.compile(
    r"(?P<whole>[0-9]{1,3}(?:[. ][0-9]{3})+|[0-9]{1,12})(?:,(?P<part>[0-9]{1,6}))? ?(?P<millions>mio\.?)? ?(?:kr\.?)?"
)


def read_amount(typed: str, most: int) -> int | None:
    """A whole amount from 1 to ``most``; 0 where nothing (or 0) is typed, None where it is no such amount."""
    plain = " ".join(typed.replace(NO_BREAK_SPACE, " ").split()).casefold()
    if not plain:
        return 0
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        return None
    value = Fraction(re.sub("[. ]", "", found["whole"]))
    if found["part"]:
        value += Fraction(int(found["part"]), 10 ** len(found["part"]))
    if found["millions"]:
        value *= 1_000_000
    return int(value) if value.denominator == 1 and value <= most else None
