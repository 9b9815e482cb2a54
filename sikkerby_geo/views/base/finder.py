"""Find a place, in words: each name that was found, what it is, and the places of a level it leads to."""

from __future__ import annotations

from dataclasses import dataclass

from sikkerby_geo.domain.geography.named_places import NamedPlace, NameKind, Share, shares
from sikkerby_geo.domain.geography.place_search import Answer, Fit, Hit
from sikkerby_geo.facts.areas import Gazetteer, Level, Place
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.thresholds import LONGEST_QUERY
from sikkerby_geo.text import number, percent, t
from sikkerby_geo.views.base import effort_words


@dataclass(frozen=True)
class Way:
    """A place that a name leads to, and how that is written: Bispebjerg 32 % af længden."""

    place: Place
    label: str


@dataclass(frozen=True)
class Row:
    """A name that was found, what it is, and where it leads; ``effort_id`` where the register tells of it.

    ``name`` is blank where the only way is called the same.
    """

    name: str
    about: str
    ways: tuple[Way, ...]
    effort_id: str = ""


@dataclass(frozen=True)
class Found:
    """What a search says, its rows, and where what they say comes from (blank where it needs no naming)."""

    says: str
    rows: tuple[Row, ...]
    sources: str = ""


def found(answer: Answer, typed: str, places: Gazetteer, level: Level) -> Found:
    """An answer in words, for the places of a level."""
    hits = answer.hits or tuple(Hit(named, Fit.WORD) for named in answer.near)
    streets = any(hit.named.kind is NameKind.STREET for hit in hits)
    rows = tuple(_row(hit, places, level) for hit in hits)
    return Found(_says(answer, quoted(typed, LONGEST_QUERY.value)), rows, t("finder.sources") if streets else "")


def _says(answer: Answer, typed: str) -> str:
    if not answer.hits:
        return t("finder.near" if answer.near else "finder.nothing", typed=typed)
    shown, count = len(answer.hits), len(answer.hits) + answer.more
    if not answer.more:
        return t("finder.fits", typed=typed, count=count)
    return t("finder.more", typed=typed, count=count, shown=number(shown))


def _row(hit: Hit, places: Gazetteer, level: Level) -> Row:
    named = hit.named
    found = shares(named, places, level)
    ways = tuple(Way(one.place, _way(one, first=at == 0, alone=len(found) == 1)) for at, one in enumerate(found))
    own = named.kind is NameKind.DISTRICT and [way.label for way in ways] == [named.name]
    in_register = named.effort is not None and named.effort.overlay.in_register
    return Row(
        name="" if own else named.name,
        about=", ".join(filter(None, _about(hit, len(ways), level))),
        ways=ways,
        effort_id=named.effort.effort_id if named.effort is not None and in_register else "",
    )


def _way(one: Share, *, first: bool, alone: bool) -> str:
    """A place with its share of the length; in a row of several, only the first says of what."""
    if alone or one.share is None:
        return one.place.name
    share = percent(100 * one.share) if round(100 * one.share) else t("finder.under_one")
    return t("finder.of_length" if first else "finder.share", place=one.place.name, share=share)


def _about(hit: Hit, ways: int, level: Level) -> tuple[str, ...]:
    """What a name is, and what must be said of it before anybody relies on where it lies; blank where it is nothing."""
    named = hit.named
    return (
        _kind(named, ways, level),
        effort_words.period(named.effort) if named.effort is not None else "",
        t("finder.covers", name=hit.by) if hit.by else "",
        t("finder.approximate") if named.approximate else "",
        t("finder.outside") if named.outside else "",
        named.note,
        t("finder.touches", metres=number(named.metres or 0)) if named.mostly_outside else "",
    )


def _kind(named: NamedPlace, ways: int, level: Level) -> str:
    if named.level is not None:
        return t(f"level.{named.level}.one")
    if named.effort is not None:
        return named.effort.kind_words.lower() or effort_words.kind(named.effort)
    if named.kind is NameKind.STREET and ways > 1:
        return t("finder.street_in", count=number(ways), places=t(f"level.{level}.many"))
    if named.kind is NameKind.OUTSIDE:
        return t("finder.kind.post") if named.codes is not None else ""
    return t(f"finder.kind.{named.kind}")
