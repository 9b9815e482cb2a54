"""What stands around the names of places in files, and the names that are the whole city or no part of it."""

from __future__ import annotations

import re

from sikkerby_geo.facts.areas import normalise

_BEFORE = re.compile(
    r"(?:(?:district|distrikt|bydel|bydele|område|omraade|lokaludvalg)\s*(?:[0-9]{1,2}\s*)?[-–:.]?\s+|(?:bydel|district|område)[:\-]\s*"
    r"|[0-9]{1,2}\s*[.):\-–]\s*|[0-9]{1,2}\s+(?=[^\W\d]))",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\s*(?:\((?:bydel|område|i alt|[0-9]{1,2})\)|\s+(?:bydel|lokaludvalg|i alt)|[*:]+|\s[0-9]\))$", re.IGNORECASE
)
_WITH = re.compile(r"\s*(?:\binkl\.?|\binklusive|\bincl\.?|\bog|&|\+)\s*", re.IGNORECASE)

CITY_NAMES = frozenset(
    normalise(name)
    for name in (
        *(
            "Hele København",
            "Hele byen",
            "Hele kommunen",
            "København",
            "Københavns Kommune",
            "København i alt",
            "koebenhavn",
        ),
        *(
            "København Kommune",
            "Byen i alt",
            "I alt",
            "Total",
            "Hele København i alt",
            "Copenhagen",
            "Kobenhavn",
            "Samlet",
        ),
        *("Københavns Kommune i alt", "Gennemsnit for byen", "Kbh.", "København by", "101", "0101", "kommune 101"),
    )
)
"""The city as a whole."""
OUTSIDE_NAMES = frozenset(
    normalise(name)
    for name in (
        *("Frederiksberg", "Frederiksberg Kommune", "Tårnby", "Dragør", "Gentofte", "Gladsaxe", "Herlev", "Rødovre"),
        *(
            "Hvidovre",
            "Brøndby",
            "Glostrup",
            "Albertslund",
            "Ballerup",
            "Vallensbæk",
            "Ishøj",
            "Høje-Taastrup",
            "Odense",
        ),
        *("Hele landet", "Danmark", "Region Hovedstaden", "Region Sjælland", "Region Syddanmark", "Region Midtjylland"),
        *("Region Nordjylland", "Landsdel Byen København", "Byen København", "Københavns omegn", "Aarhus", "Aalborg"),
        *("Uden for kommunen", "Københavns Politikreds", "Københavns Politi", "Københavns Vestegn", "Hovedstaden"),
    )
)
"""What statistics list beside the city and is no part of it: other municipalities, regions, the country."""
NOWHERE_NAMES = frozenset(
    normalise(name) for name in ("Uoplyst", "Uden for inddeling", "Uden bydel", "Ukendt", "Øvrige")
)
"""Rows of what could not be placed; the city holds them, no area does."""


def bare(name: str) -> str:
    """A name without what files put around it: ``District - ``, ``Bydel: ``, ``1. ``, ``(bydel)``."""
    text = " ".join(name.replace("_", " ").split())
    for _ in range(2):
        text = _AFTER.sub("", text).strip()
        if (found := _BEFORE.match(text)) and found.end() < len(text):
            text = text[found.end() :].strip()
    return text


def parts_of(name: str) -> tuple[str, ...]:
    """The names a name is put together of: ``Indre By inkl. Christianshavn``, ``Vesterbro/Kongens Enghave``."""
    return tuple(part for part in re.split(r"\s*[/]\s*|-", _WITH.sub("/", name)) if part)
