"""Danish on screen: every sentence from the folder da, every number and date in Danish form. A leaf."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.numbers import format_decimal

NO_BREAK_SPACE = "\u00a0"
NO_BREAK_HYPHEN = "\u2011"
EN_DASH = "\u2013"
_BEFORE_PERCENT = re.compile(r"(?<=\d) (?=%)")
_COUNTED = re.compile(r"\{\w+:")


@cache
def _texts() -> dict:
    """All sections of all topics; two topics may not share a section. "10 %" never breaks, however it is typed."""
    texts: dict = {}
    for path in sorted(Path(__file__).with_name("da").glob("*.toml")):
        sections = tomllib.loads(_BEFORE_PERCENT.sub(NO_BREAK_SPACE, path.read_text(encoding="utf-8")))
        shared = texts.keys() & sections.keys()
        if shared:
            raise KeyError(f"{path.name} repeats the sections {sorted(shared)}")
        texts |= sections
    return texts


def has(key: str) -> bool:
    """Whether there is a text with this dotted key."""
    node: object = _texts()
    for part in key.split("."):
        if not isinstance(node, dict) or part not in node:
            return False
        node = node[part]
    return isinstance(node, str)


def keys(section: str) -> tuple[str, ...]:
    """The names right under a dotted section, in the order they are written; empty where there is none."""
    node: object = _texts()
    for part in section.split("."):
        node = node.get(part) if isinstance(node, dict) else None
    return tuple(node) if isinstance(node, dict) else ()


def t(key: str, **values: object) -> str:
    """The text with a dotted key, its ``{names}`` filled in.

    What is counted is written ``{count:effort}`` (1 indsats, 2 indsatser: ``count_of``), ``{count:effort,Words}`` (To
    indsatser), and words that go by a count ``{count:|den|de}`` (``form_of``).

    Raises
    ------
    KeyError
        No such text: a missing translation is a bug, not a blank.
    """
    node: object = _texts()
    for part in key.split("."):
        if not isinstance(node, dict) or part not in node:
            raise KeyError(f"da/ has no text {key!r}")
        node = node[part]
    if not isinstance(node, str):
        raise KeyError(f"{key!r} in da/ is a section, not a text")
    if _COUNTED.search(node):
        return node.format(**{name: _Counted(value) for name, value in values.items()})
    return node.format(**values)


class _Counted:
    """A value that a text may ask for with a noun, or with words for one and for many."""

    def __init__(self, value: object) -> None:
        self.value = value

    def __format__(self, asked: str) -> str:
        if asked.startswith("|"):
            _, one, many = asked.split("|")
            return form_of(self.value, one, many)
        noun, _, words = asked.partition(",")
        return count_of(self.value, noun, words) if noun else str(self.value)


def count_of(count: object, noun: str, words: str = "") -> str:
    """A count with its noun in singular or plural: 0 indsatser, 1 indsats, 1.300 indsatser.

    ``count`` is a number or a number already written; ``noun`` names the two forms in the section ``noun``;
    ``words`` = "words" or "Words" writes a small whole count in words (fire indsatser, Ét område, Ingen indsatser),
    "one" only the count 1.
    """
    written = number(count) if isinstance(count, int | float) else str(count)
    if isinstance(count, int) and (words.lower() == "words" or (words == "one" and count == 1)):
        written = _in_words(count, noun)
        written = first_upper(written) if words == "Words" else written
    return f"{written} {form_of(count, t(f'noun.{noun}.one'), t(f'noun.{noun}.many'))}"


def _in_words(count: int, noun: str) -> str:
    if count == 0:
        return t("list.none")
    return t(f"noun.{noun}.a") if count == 1 and has(f"noun.{noun}.a") else small(count)


def form_of(count: object, one: str, many: str) -> str:
    """The word that goes with a count, a number or one already written: ``one`` for exactly 1, else ``many``."""
    return one if count == 1 or str(count) == "1" else many


def first_upper(text: str) -> str:
    """The text with its first letter large and the others as they are."""
    return text[:1].upper() + text[1:]


def number(value: float, decimals: int = 0) -> str:
    """A number in Danish form: 3.041 and 6,4."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, format=pattern, locale="da_DK")


def percent(value: float, decimals: int = 0) -> str:
    """A percentage with a no-break space: 13 %."""
    return f"{number(value, decimals)}{NO_BREAK_SPACE}%"


def period(written: str) -> str:
    """An ISO date, month or year, or two of them with ``/`` between, in Danish: 31.03.2017, juli 2017 – juni 2018.

    Anything else is given back as it is.
    """
    return f" {EN_DASH} ".join(_moment(part) for part in written.split("/"))


def _moment(written: str) -> str:
    if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return format_date(date.fromisoformat(written), "dd.MM.yyyy", locale="da_DK")
    if re.fullmatch("[0-9]{4}-[0-9]{2}", written):
        return format_date(date.fromisoformat(f"{written}-01"), "MMMM yyyy", locale="da_DK")
    return written


def money(amount: float) -> str:
    """An amount in kroner: 67.500 kr., 1,5 mio. kr."""
    if amount < 1_000_000:
        return kroner(amount)
    millions = amount / 1_000_000
    decimals = 0 if millions == int(millions) else 1
    return f"{number(millions, decimals)}{NO_BREAK_SPACE}mio.{NO_BREAK_SPACE}kr."


def kroner(value: float) -> str:
    """An amount in whole kroner: 298.319 kr."""
    return f"{number(value)}{NO_BREAK_SPACE}kr."


def names(items: Iterable[str], most: int | None = None) -> str:
    """Names as a Danish list: A, B og C; well past ``most`` the rest is counted ("og 3 andre")."""
    listed = list(items)
    if most is not None and len(listed) > most + 1:
        rest = len(listed) - most
        return ", ".join(listed[:most]) + " " + t("list.others", count=rest)
    if len(listed) < 2:
        return "".join(listed)
    return ", ".join(listed[:-1]) + " " + t("list.and", last=listed[-1])


def tight(text: str) -> str:
    """Text that never breaks inside: for a name with its figure, or a hyphenated name in a title."""
    return text.replace(" ", NO_BREAK_SPACE).replace("-", NO_BREAK_HYPHEN)


_SMALL = ("nul", "én", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")
_ORDINALS = ("", "første", "andet", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende")


def small(count: int) -> str:
    """A small count in words (fire), a larger one in figures (14)."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else number(count)


def ordinal(count: int) -> str:
    """An ordinal in words as used of a year: tredje (år)."""
    return _ORDINALS[count] if 0 < count < len(_ORDINALS) else f"{count}."
