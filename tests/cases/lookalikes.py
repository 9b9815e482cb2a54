"""Files that look like those of the trade, made in every dialect from one table whose right reading is known."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass

PLACES = ("Åby", "Bakken", "Dalum", "Engvang", "Fjordby", "Havnen", "Øen", "Møllehøj", "Skovby-Hede", "Kgs. Mose")
TITLES = (
    (),
    ("Tryghed i bydelene",),
    ("Udtræk af undersøgelsen, bestilt af forvaltningen", ""),
    ("Tabel 3. Andel, der føler sig utrygge", "Procent; afrundet", ""),
)
NOTES = ((), ("",), ("", "Kilde: Undersøgelsen, Legeby Kommune"), ("Note: »..« er for få svar",))
NOTED = ("", "", "læst, ikke regnet", "se også s. 4; tabel 2", 'kaldes "ny"', "i to linjer\nher", "it's fine")


@dataclass(frozen=True)
class Lookalike:
    """One file, its rows of text as they must be read (heads first), and how it is written."""

    name: str
    content: bytes
    rows: tuple[tuple[str, ...], ...]
    delimiter: str
    quote: str
    encoding: str
    head_line: int


def lookalikes(count: int = 144, seed: int = 13) -> Iterator[Lookalike]:
    """``count`` files over all delimiters, quotes, encodings, decimal signs, titles and notes."""
    dice = random.Random(seed)
    for number in range(count):
        delimiter = (";", ",", "\t", "|")[number % 4]
        quote = ('"', '"', "'")[number // 4 % 3]
        encoding = ("utf-8", "utf-8-sig", "cp1252", "latin-1", "utf-16", "utf-16-le", "cp850", "mac_roman")[number % 8]
        decimal = (",", ".", "both")[number // 3 % 3]
        always = bool(number // 5 % 2)
        titles, notes = TITLES[number // 2 % 4], NOTES[number // 7 % 4]
        rows = tuple(_wide(dice, decimal) if number // 9 % 3 == 2 else _rows(dice, decimal))
        ends = ("\r\n", "\n", "\r")[number // 6 % 3]
        lines = [_line(row, delimiter, quote, always) for row in rows]
        text = ends.join((*titles, *lines, *notes)) + ends
        content = text.encode(encoding, errors="strict")
        name = f"{number:03d} {delimiter!r} {quote} {encoding} {decimal}"
        yield Lookalike(name, content, rows, delimiter, quote, encoding, len(titles) + 1)


def _rows(dice: random.Random, decimal: str) -> Iterator[tuple[str, ...]]:
    yield ("Område", "År", "Procent", "Svar", "Bemærkning")
    for place in dice.sample(PLACES, dice.randint(2, len(PLACES))):
        sign = dice.choice(",.") if decimal == "both" else decimal
        share = (
            f"{dice.randint(1, 99)}{sign}{dice.randint(0, 9)}" if dice.random() < 0.8 else dice.choice(("..", "7", "-"))
        )
        answers = dice.choice((str(dice.randint(20, 999)), f"1.{dice.randint(100, 999)}", "", "12 %"))
        yield (place, str(dice.randint(2015, 2025)), share, answers, dice.choice(NOTED))


def _wide(dice: random.Random, decimal: str) -> Iterator[tuple[str, ...]]:
    """A column a year: figures alone beside the names."""
    years = range(dice.randint(2015, 2022), 2025)
    yield ("Område", *map(str, years))
    for place in dice.sample(PLACES, dice.randint(2, len(PLACES))):
        sign = dice.choice(",.") if decimal == "both" else decimal
        yield (place, *(f"{dice.randint(1, 99)}{sign}{dice.randint(0, 9)}" for _ in years))


def _line(fields: tuple[str, ...], delimiter: str, quote: str, always: bool) -> str:
    return delimiter.join(_field(field, delimiter, quote, always) for field in fields)


def _field(field: str, delimiter: str, quote: str, always: bool) -> str:
    if always or any(sign in field for sign in (delimiter, quote, "\n", "\r")):
        return quote + field.replace(quote, quote * 2) + quote
    return field
