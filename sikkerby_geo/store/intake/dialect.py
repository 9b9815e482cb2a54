"""The dialect of a text table: which sign parts its fields and which one quotes them.

Every pair is tried on the first lines and scored as in van den Burg, Nazábal and Sutton (2019): how even the rows are,
times how many fields are something we know (a number, a date, a missing sign, a word without a foreign delimiter).
Two that are close are a question.
"""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from sikkerby_geo.store.intake.cells import Unreadable, read_number
from sikkerby_geo.store.intake.moments import read_moment

DELIMITERS = (";", ",", "\t", "|")
QUOTES = ('"', "'")
_LOOKED_AT = 200
"""Lines that are tried; the shape of a table shows in them."""
_CLOSE = 0.95
"""How near the second must come, as a share of the first, to be asked about."""
_SEP = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)


@dataclass(frozen=True)
class Dialect:
    """Delimiter and quote; ``doubt`` are other delimiters the file could have as well."""

    delimiter: str
    quote: str = '"'
    doubt: tuple[str, ...] = ()
    score: float = 0.0


@dataclass(frozen=True)
class Line:
    """A row of fields and the line of the file it begins on, from 1; ``open_quote``: a quote in it never ends."""

    number: int
    fields: tuple[str, ...]
    open_quote: bool = False


def dialect_of(text: str, answer: str = "") -> Dialect:
    """The dialect of a text; ``answer`` is a delimiter someone has chosen."""
    if found := _SEP.match(text):
        return Dialect(found[1])
    start = "\n".join(re.split("\r\n|\r|\n", text, maxsplit=_LOOKED_AT)[:_LOOKED_AT])
    tried = [answer] if answer in DELIMITERS else [sign for sign in DELIMITERS if sign in start]
    pairs = [(sign, quote) for sign in tried for quote in QUOTES if quote == '"' or _quotes_with(quote, sign, start)]
    scored = sorted(
        (Dialect(sign, quote, score=_score(start, sign, quote)) for sign, quote in pairs),
        key=lambda dialect: -dialect.score,
    )
    if not scored:
        return Dialect(DELIMITERS[0])
    best = scored[0]
    near = {dialect.delimiter for dialect in scored[1:] if dialect.score > _CLOSE * best.score}
    near -= {best.delimiter}
    return Dialect(best.delimiter, best.quote, tuple(sorted({best.delimiter, *near})) if near else (), best.score)


def _quotes_with(quote: str, delimiter: str, text: str) -> bool:
    """Whether fields stand in this quote: each that opens with one ends with one, at a delimiter or an end of line."""
    edge = re.escape(delimiter)
    opened = len(re.findall(rf"(?:^|{edge}){quote}", text, re.MULTILINE))
    whole = len(
        re.findall(rf"(?:^|{edge}){quote}(?:[^{quote}]|{quote}{quote})*{quote}(?={edge}|\s*$)", text, re.MULTILINE)
    )
    return 0 < opened == whole


def lines_of(text: str, dialect: Dialect) -> Iterator[Line]:
    """The rows of a text in a dialect; line ends of every kind, also within quotes."""
    if found := _SEP.match(text):
        text, first = text[found.end() :], 2
    else:
        first = 1
    unified = text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\n") + "\n"
    reader = csv.reader(
        io.StringIO(unified, newline=""), delimiter=dialect.delimiter, quotechar=dialect.quote, skipinitialspace=True
    )
    unclosed = unified.count(dialect.quote) % 2 == 1
    before = 0
    for fields in reader:
        at, before = before, reader.line_num
        yield Line(first + at, tuple(fields), open_quote=unclosed and bool(fields) and fields[-1].endswith("\n"))


def _score(text: str, delimiter: str, quote: str) -> float:
    try:
        rows = [line.fields for line in lines_of(text, Dialect(delimiter, quote))]
    except csv.Error:
        return 0.0
    filled = [row for row in rows if any(field.strip() for field in row)]
    widths = Counter(len(row) for row in filled if len(row) > 1)
    if not widths:
        return 0.0
    usual = max(widths, key=lambda width: (widths[width], width))
    even = [row for row in filled if len(row) == usual]
    # Titles above and notes below are rows of one field: they count against nobody much.
    loose = sum(1 for row in filled if len(row) not in (1, usual))
    single = sum(1 for row in filled if len(row) == 1)
    evenness = len(even) / (len(even) + 2 * loose + 0.5 * single)
    fields = [field for row in even for field in row]
    known = sum(0.9 if _quoted(field, quote, text) else _known(field, delimiter, quote) for field in fields) / len(
        fields
    )
    return evenness * known * (1 - 1 / (usual + 1))


def _quoted(field: str, quote: str, text: str) -> bool:
    """Whether a field with a delimiter or a quote in it stands in quotes, where it may hold any."""
    if not any(sign in field for sign in (*DELIMITERS, quote)):
        return False
    return quote + field.replace(quote, quote * 2) + quote in text


def _known(field: str, delimiter: str, quote: str) -> float:
    """How far a field is something: 1 a number, date or missing sign; a little less a word; least what is torn."""
    text = field.strip()
    if not isinstance(read_number(text), Unreadable) or not isinstance(read_moment(text), Unreadable):
        return 1.0
    if quote in text or any(other in text for other in DELIMITERS if other not in (delimiter, ",")):
        return 0.1
    if "," in text and delimiter != ",":
        return 0.1 if re.search(r"\S,\S", text) else 0.8
    if re.match(r"[\"']|.*[\"']$", text):
        return 0.3
    return 0.9
