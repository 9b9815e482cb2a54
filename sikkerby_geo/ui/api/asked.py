"""What an address under ``data/v1`` asks for: the words of the pages' addresses, and whatever is unknown refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.indicators import Indicator
from sikkerby_geo.facts.thresholds import LONGEST_DATA_ADDRESS
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import codec
from sikkerby_geo.ui.address.codec import Asked, Declaration, One, Several, Words
from sikkerby_geo.ui.address.every_page import YEAR
from sikkerby_geo.views.api.figures import Years

EVERYTHING, NEWEST = "alle", "nyeste"
SYSTEM = One("system", {str(DEGREES): DEGREES, str(METRES): METRES}, str(DEGREES))
MOST_TOLD = 40
"""Known values a refusal names; the description has them all."""


class Refused(Exception):
    """An address that is not understood: a Danish sentence for each thing wrong with it."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


@dataclass
class Strict(Asked):
    """An address in which nothing is set aside: ``refused`` are the values a page would have replaced by its own."""

    refused: list[tuple[str, str]] = field(default_factory=list)

    def refuse(self, name: str, value: str, shown: str, message: str = "") -> None:
        self.refused.append((name, value))


@dataclass(frozen=True)
class SeveralOrAll:
    """Any of the indicators there are, or all of them by one word."""

    several: Several[Indicator]

    @property
    def name(self) -> str:
        return self.several.name

    def read(self, asked: Asked) -> tuple[Indicator, ...]:
        everything = asked.value(self.name) == EVERYTHING
        return tuple(self.several.known.values()) if everything else self.several.read(asked)

    def write(self, value: tuple[Indicator, ...]) -> str:
        everything = value == tuple(self.several.known.values())
        return EVERYTHING if everything else self.several.write(value)


@dataclass(frozen=True)
class AskedYears:
    """The years somebody asks for: the newest unasked, some with commas between, or all."""

    known: tuple[int, ...]
    name: str = YEAR

    def read(self, asked: Asked) -> Years:
        written = asked.value(self.name) or NEWEST
        if written in (NEWEST, EVERYTHING):
            return None if written == NEWEST else ()
        found = Several(self.name, {str(year): year for year in self.known}).read(asked)
        if not found:  # nothing between the commas
            asked.refuse(self.name, written, "")
        return found

    def write(self, value: Years) -> str:
        return "" if value is None else ",".join(map(str, value)) or EVERYTHING


def known_words(parameter: codec.Parameter[Any]) -> tuple[str, ...]:
    """The values a parameter may have, in their order; none where they are a reader's own words."""
    if isinstance(parameter, AskedYears):
        return (NEWEST, EVERYTHING, *map(str, parameter.known))
    if isinstance(parameter, SeveralOrAll):
        return (EVERYTHING, *parameter.several.known)
    return tuple(word for word in parameter.known if word) if isinstance(parameter, One | Several) else ()


def usual_word(parameter: codec.Parameter[Any]) -> str:
    """The value a parameter has where an address does not name it; empty where it then asks for nothing."""
    if isinstance(parameter, AskedYears):
        return NEWEST
    if isinstance(parameter, SeveralOrAll):
        return usual_word(parameter.several)
    if isinstance(parameter, Several):
        return ",".join(word for word, value in parameter.known.items() if value in parameter.default)
    return parameter.default if isinstance(parameter, One) else ""


def several_at_once(parameter: codec.Parameter[Any]) -> bool:
    """Whether an address may name several values with commas between."""
    return isinstance(parameter, Several | SeveralOrAll | AskedYears)


def read(declared: Declaration, query: str) -> dict[str, Any]:
    """Every field of a declaration, read from the query of an address.

    Raises
    ------
    Refused
        With everything in it that is unknown, stands twice, or is too long.
    """
    told = _parts(query)
    by_name = {parameter.name: parameter for parameter in declared.values()}
    names = ", ".join(by_name) or t("api.problem.no_parameters")
    faults = [
        t("api.problem.parameter", name=quoted(name), names=names)
        for name in dict.fromkeys(name for name, _ in told)
        if name not in by_name
    ]
    twice = sorted({name for name, _ in told if [one for one, _ in told].count(name) > 1})
    faults += [t("api.problem.twice", name=quoted(name)) for name in twice]
    asked = Strict(dict(told))
    fields = codec.read(declared, asked)
    faults += [
        t("api.problem.value", name=name, value=quoted(value), known=_told(by_name[name]))
        for name, value in dict.fromkeys(asked.refused)
    ]
    if asked.messages:  # only a reader's own words are mended by their parameter itself
        words = [parameter for parameter in by_name.values() if isinstance(parameter, Words)]
        faults += [t("api.problem.words", name=one.name, longest=one.longest) for one in words]
    if faults:
        raise Refused(tuple(faults))
    return fields


def canonical(declared: Declaration, fields: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """An address in its one form: two that ask for the same give the same."""
    return tuple(sorted(codec.write(declared, fields).items()))


def _parts(query: str) -> list[tuple[str, str]]:
    if len(query) > LONGEST_DATA_ADDRESS.value:
        raise Refused((t("api.problem.long", most=LONGEST_DATA_ADDRESS.value),))
    return parse_qsl(query, keep_blank_values=True)


def _told(parameter: codec.Parameter[Any]) -> str:
    words = known_words(parameter)
    more = t("api.problem.more_values") if len(words) > MOST_TOLD else ""
    return ", ".join((*words[:MOST_TOLD], *filter(None, [more])))
