"""One codec for every address: kinds of parameters that check what they read, and write what they can read back."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Protocol, TypeVar

from sikkerby_geo.facts.characters import quoted, refused, without
from sikkerby_geo.text import t

Value = TypeVar("Value")
FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
"""A day before or after is a slip of the keyboard."""
LONGEST_VALUE = 2000
"""Characters of a parameter that are looked at; no topic has a longer one."""


@dataclass
class Asked:
    """An address being read: the values as the browser tells them, and a message for each that is set aside."""

    query: Mapping[str, str]
    messages: list[str] = field(default_factory=list)

    def value(self, name: str) -> str:
        """The value of a parameter, cut to a bound; empty where the address has none."""
        return self.query.get(name, "")[:LONGEST_VALUE]

    def refuse(self, name: str, value: str, shown: str, message: str = "problem.address") -> None:
        """Take note of a value that is set aside, and of what is shown in its place."""
        self.messages.append(t(message, name=name, value=quoted(value), shown=shown))


class Parameter(Protocol[Value]):
    """One parameter of an address; ``read`` of what ``write`` gives is the value again, and empty is the default."""

    @property
    def name(self) -> str: ...

    def read(self, asked: Asked) -> Value: ...

    def write(self, value: Value) -> str: ...


@dataclass(frozen=True)
class One(Generic[Value]):
    """One of what there is, by its word in the address.

    ``shown`` says in words what an unknown word gives instead, ``message`` is the text that tells it; ``stated`` = it
    stands in the address even where it is the default.
    """

    name: str
    known: Mapping[str, Value]
    default: str = ""
    shown: str = ""
    message: str = "problem.address"
    stated: bool = False

    def read(self, asked: Asked) -> Value:
        word = asked.value(self.name) or self.default
        known = as_known(word, self.known)
        if known not in self.known:
            asked.refuse(self.name, word, self.shown or self.default, self.message)
            known = self.default
        return self.known[known]

    def write(self, value: Value) -> str:
        word = next(word for word, known in self.known.items() if known == value)
        return word if self.stated or word != self.default else ""


@dataclass(frozen=True)
class Named:
    """The id of one of what there is, or of one that is no longer there: what reads it says so, and nothing else."""

    name: str
    known: Container[str]
    longest: int

    def read(self, asked: Asked) -> str:
        return cut(as_known(asked.value(self.name), self.known), self.longest)

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Several(Generic[Value]):
    """Any of what there is, with commas between; each once, in the registry's order or (``ordered``) the reader's."""

    name: str
    known: Mapping[str, Value]
    default: tuple[Value, ...] = ()
    ordered: bool = False
    nothing: str = ""
    """The word for none at all, where none is not the default."""

    def read(self, asked: Asked) -> tuple[Value, ...]:
        written = asked.value(self.name)
        parts = (as_known(part, self.known) for part in written.split(","))
        named = dict.fromkeys(part for part in parts if part and part != self.nothing)
        for part in named:
            if part not in self.known:
                asked.refuse(self.name, part, t("problem.without_it"))
        words = named if self.ordered else self.known
        found = tuple(self.known[word] for word in words if word in self.known and word in named)
        if self.nothing:
            return found if written else self.default
        return found or self.default

    def write(self, values: tuple[Value, ...]) -> str:
        if values == self.default:
            return ""
        words = {value: word for word, value in self.known.items()}
        return ",".join(words[value] for value in values) or self.nothing


@dataclass(frozen=True)
class Words:
    """A reader's own words as one line of at most ``longest`` characters; text, never markup."""

    name: str
    longest: int

    def read(self, asked: Asked) -> str:
        written = asked.value(self.name)
        if signs := refused(written):
            asked.messages.append(t("problem.signs", name=self.name, signs=", ".join(signs)))
        if len(one_line(written)) > self.longest:
            asked.messages.append(t("problem.address_cut", name=self.name, longest=self.longest))
        return cut(written, self.longest)

    def write(self, value: str) -> str:
        return value


@dataclass(frozen=True)
class Whole:
    """A whole number from ``usual`` on, written in plain digits; ``shown`` says in words what a wrong one gives."""

    name: str
    most: int
    usual: int = 1
    shown: str = ""

    def read(self, asked: Asked) -> int:
        word = asked.value(self.name) or str(self.usual)
        if re.fullmatch(r"[0-9]{1,12}", word) and self.usual <= int(word) <= self.most:
            return int(word)
        asked.refuse(self.name, word, self.shown or str(self.usual))
        return self.usual

    def write(self, value: int) -> str:
        return str(value) if value != self.usual else ""


@dataclass(frozen=True)
class Weights:
    """A whole number from 0 to ``most`` for each part, with dashes between; ``default`` where none are given.

    The last ``optional`` parts may be left out and are 0 then: so a link from before they were there still holds.
    """

    name: str
    default: tuple[int, ...]
    most: int
    optional: int = 0

    def read(self, asked: Asked) -> tuple[int, ...]:
        written = asked.value(self.name)
        parts, least = len(self.default), len(self.default) - self.optional
        given = tuple(map(int, written.split("-"))) if re.fullmatch(r"[0-9]{1,3}(-[0-9]{1,3})*", written) else ()
        if least <= len(given) <= parts and max(given) <= self.most:
            return (*given, *[0] * (parts - len(given)))
        if written:
            asked.messages.append(t("priority.control.weights", value=quoted(written), count=len(self.default)))
        return self.default

    def write(self, values: tuple[int, ...]) -> str:
        if values == self.default:
            return ""
        told = list(values)
        while told[-1] == 0 and len(told) > len(values) - self.optional:
            told.pop()
        return "-".join(map(str, told))


@dataclass(frozen=True)
class Day:
    """A date as 2026-12-03 between two days; no other form, so that one day has one address."""

    name: str
    shown: str
    first: date = FIRST_DAY
    last: date = LAST_DAY

    def read(self, asked: Asked) -> date | None:
        written = asked.value(self.name)
        try:
            day = date.fromisoformat(written)
        except ValueError:
            day = None
        if day is not None and day.isoformat() == written and self.first <= day <= self.last:
            return day
        if written:
            asked.refuse(self.name, written, self.shown)
        return None

    def write(self, value: date | None) -> str:
        return value.isoformat() if value else ""


def as_known(word: str, known: Container[str]) -> str:
    """A word in small letters, where a link has come through something that writes capitals; any other as it is."""
    return word if word in known or word.lower() not in known else word.lower()


Declaration = Mapping[str, Parameter[Any]]
"""What a topic asks of the address: a parameter for each field of its choice."""


def read(declared: Declaration, asked: Asked) -> dict[str, Any]:
    """Every field of a declaration, read from an address; what cannot be used is told in ``asked.messages``."""
    return {field_name: parameter.read(asked) for field_name, parameter in declared.items()}


def write(declared: Declaration, values: Mapping[str, Any]) -> dict[str, str]:
    """The parameters of a choice with the declared fields, all of them; a default is empty."""
    return {parameter.name: parameter.write(values[field_name]) for field_name, parameter in declared.items()}


def one_line(text: str) -> str:
    """Own words as one line, without the signs that are not let in."""
    return " ".join(unicodedata.normalize("NFC", without(text)).split())


def cut(text: str, longest: int) -> str:
    """Own words as one line of at most ``longest`` characters."""
    return one_line(text)[:longest].rstrip()
