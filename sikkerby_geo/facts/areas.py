"""Places: 13 survey areas in 12 lokaludvalg in 10 bydele, and the one normaliser of their names."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache

import pandas as pd

from sikkerby_geo.facts.problems import AmbiguousPlaceError, UnknownPlaceError

CITY_ID = "koebenhavn"


class Level(StrEnum):
    """The three nested levels; the value is the name used in tables and layers."""

    SURVEY_AREA = "survey_area"
    LOKALUDVALG = "lokaludvalg"
    BYDEL = "bydel"

    def above(self, other: Level) -> bool:
        """Whether this level's places are made of the other's."""
        order = list(Level)
        return order.index(self) > order.index(other)


LEVEL_LAYER = {
    Level.SURVEY_AREA: "survey_areas_layer",
    Level.LOKALUDVALG: "lokaludvalg_layer",
    Level.BYDEL: "bydele_layer",
}
"""The layer that holds the places of a level."""
LEVEL_ADDRESS = {Level.SURVEY_AREA: "omraade", Level.LOKALUDVALG: "udvalg", Level.BYDEL: "bydel"}
"""What addresses call a level."""


@dataclass(frozen=True)
class Place:
    """A place at one level; ``members`` are the survey areas it is made of (itself at the lowest level).

    ``official_name`` is the name a committee itself goes by (Christianshavns Lokaludvalg); elsewhere it is the name.
    """

    place_id: str
    level: Level
    name: str
    short_name: str
    members: tuple[str, ...]
    aliases: tuple[str, ...] = ()
    own_name: str = ""

    @property
    def official_name(self) -> str:
        return self.own_name or self.name


@lru_cache(maxsize=8192)
def normalise(name: str) -> str:
    """Fold a spelling: case, accents, stray spaces, slash or dash, and æ ø å written as ae oe aa."""
    folded = unicodedata.normalize("NFC", name).casefold()
    folded = folded.replace("æ", "ae").replace("ø", "oe").replace("å", "aa").replace(".", "")
    folded = "".join(sign for sign in unicodedata.normalize("NFD", folded) if not unicodedata.combining(sign))
    folded = re.sub(r"\s*[-/–\u2011]\s*", "-", folded.replace("_", " "))
    return re.sub(r"\s+", " ", folded).strip()


class Gazetteer:
    """All places, found by id, by name or by a known spelling."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places = tuple(places)
        self.by_id = {place.place_id: place for place in self.places}

    def __getitem__(self, place_id: str) -> Place:
        return self.by_id[place_id]

    def __contains__(self, place_id: object) -> bool:
        return place_id in self.by_id

    def get(self, place_id: str | None) -> Place | None:
        """The place with this id, or None."""
        return None if place_id is None else self.by_id.get(place_id)

    def at(self, level: Level) -> tuple[Place, ...]:
        """The places of one level in Danish alphabetical order."""
        return tuple(place for place in self.places if place.level is level)

    def around(self, place: Place, level: Level) -> Place:
        """The place at ``level`` that shares most with ``place`` (the first member decides)."""
        return next(other for other in self.at(level) if place.members[0] in other.members)

    @cached_property
    def _spellings(self) -> dict[str, set[str]]:
        """The known spellings of each place, by its id."""
        return {
            place.place_id: {normalise(text) for text in (place.place_id, place.name, *place.aliases)}
            for place in self.places
        }

    def named(self, name: str) -> tuple[Place, ...]:
        """Every place, at any level, that is spelled like this; none where nothing is."""
        wanted = normalise(name)
        return tuple(place for place in self.places if wanted in self._spellings[place.place_id])

    def spelled(self, form: re.Pattern[str]) -> tuple[Place, ...]:
        """Every place with a spelling (see ``normalise``) of a form, for names that have lost letters."""
        return tuple(
            place for place in self.places if any(form.fullmatch(text) for text in self._spellings[place.place_id])
        )

    def nearest(self, name: str) -> tuple[str, ...]:
        """The names of the places spelled most like this, the nearest first."""
        known = {text: place.name for place in self.places for text in self._spellings[place.place_id]}
        close = difflib.get_close_matches(normalise(name), known, n=4, cutoff=0.6)
        return tuple(dict.fromkeys(known[text] for text in close))

    def find(self, name: str, level: Level = Level.SURVEY_AREA) -> Place:
        """The one place at ``level`` that ``name`` (an id, a name or a known spelling) means.

        Raises
        ------
        AmbiguousPlaceError
            The name belongs to a larger place that holds several at this level.
        UnknownPlaceError
            No place has this name; the error carries the nearest names.
        """
        elsewhere = self.named(name)
        here = [place for place in elsewhere if place.level is level]
        if len(here) == 1:
            return here[0]
        members = {area for place in elsewhere for area in place.members}
        candidates = here or [place for place in self.at(level) if members & set(place.members)]
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            raise AmbiguousPlaceError(name, tuple(place.name for place in candidates))
        raise UnknownPlaceError(name, self.nearest(name))


def danish_order(name: str) -> str:
    """Sort key for Danish names: æ, ø, å come last, in that order."""
    return name.casefold().replace("æ", "{").replace("ø", "|").replace("å", "}")


def gazetteer_from(areas: pd.DataFrame) -> Gazetteer:
    """Build the places of all levels from the table ``areas`` (one row per survey area).

    Columns used: area_id, area_name, short_name, lokaludvalg_id, lokaludvalg_name, bydel_id,
    bydel_name, aliases, bydel_aliases.
    """
    places: list[Place] = []
    for row in areas.itertuples():
        places.append(
            Place(row.area_id, Level.SURVEY_AREA, row.area_name, row.short_name, (row.area_id,), tuple(row.aliases))
        )
    for level, key in ((Level.LOKALUDVALG, "lokaludvalg"), (Level.BYDEL, "bydel")):
        for place_id, rows in areas.groupby(f"{key}_id"):
            first = rows.iloc[0]
            alone = len(rows) == 1
            name = re.sub(r" Lokaludvalg$", "", first[f"{key}_name"])
            aliases = {first[f"{key}_name"]}
            if level is Level.BYDEL:
                aliases |= {alias for many in rows.bydel_aliases for alias in many}
            places.append(
                Place(
                    place_id,
                    level,
                    first.area_name if alone else name,
                    first.short_name if alone else name,
                    tuple(sorted(rows.area_id)),
                    tuple(sorted(aliases - {name})),
                    first[f"{key}_name"],
                )
            )
    return Gazetteer(sorted(places, key=lambda place: danish_order(place.name)))
