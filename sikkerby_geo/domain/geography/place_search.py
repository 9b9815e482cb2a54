"""Find a place by its name: whole words and beginnings of words in their order, never scattered letters."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from sikkerby_geo.domain.geography.named_places import NamedPlace, NameKind
from sikkerby_geo.facts.areas import danish_order
from sikkerby_geo.facts.characters import without
from sikkerby_geo.facts.name_words import name_words
from sikkerby_geo.facts.thresholds import LONGEST_QUERY, MOST_HITS, MOST_NEAR_NAMES, NEAR_NAME

Words = tuple[str, ...]
_TOWN = name_words("København")[0]
_NUMBER = name_words("nr.")[0]
MOST_NUMBERS = 3
"""Numbers of an address that may be where its street ends: one in the name, the house, the floor or postcode."""
AS_NEAR = 0.1
"""How much less alike than the nearest name another may be and still be suggested (difflib ratio)."""


class Fit(IntEnum):
    """How well a name fits what was typed, the best first."""

    EXACT = 0
    BEGINNING = 1
    WORD = 2
    MENTION = 3


@dataclass(frozen=True)
class Hit:
    """A place that was found, and the name it was found by where that is one it covers."""

    named: NamedPlace
    fit: Fit
    by: str = ""


@dataclass(frozen=True)
class Answer:
    """What a search found: the best hits, how many more there are, and the nearest names where there is none.

    ``words`` are what the hits were found by: what was typed without house number, postcode or town.
    """

    hits: tuple[Hit, ...] = ()
    more: int = 0
    near: tuple[NamedPlace, ...] = ()
    words: Words = ()


@dataclass(frozen=True)
class _Line:
    """A name in the index, folded."""

    words: Words
    named: NamedPlace
    mention: str = ""
    codes: range | None = None


class PlaceIndex:
    """All names in folded form; made once for an atlas and then only read."""

    def __init__(self, places: Iterable[NamedPlace]) -> None:
        self._lines: list[_Line] = []
        for named in places:
            for text in (named.name, *named.spellings):
                self._lines.append(_Line(name_words(text), named, codes=named.codes))
            for text in named.mentions:
                self._lines.append(_Line(name_words(text), named, text))
        self._listed = {"".join(line.words): line.named for line in reversed(self._lines) if not line.mention}

    def find(self, typed: str) -> Answer:
        """The places whose name fits what a reader typed; the first reading of it that finds any decides."""
        text = without(typed)[: LONGEST_QUERY.value]
        readings = query_words(text)
        for words in readings:
            hits = self._hits(words)
            if hits:
                most = MOST_HITS.value
                return Answer(tuple(hits[:most]), max(len(hits) - most, 0), words=words)
        return Answer(near=self._near(readings), words=readings[0] if readings else ())

    def _hits(self, words: Words) -> list[Hit]:
        best: dict[int, tuple[tuple, Hit]] = {}
        for line in self._lines:
            fit = _fit(words, line)
            if fit is None:
                continue
            hit = Hit(line.named, fit, line.mention)
            whole = all(word in line.words for word in words)
            rank = (fit, not whole, list(NameKind).index(line.named.kind), danish_order(line.named.name))
            if id(line.named) not in best or rank < best[id(line.named)][0]:
                best[id(line.named)] = (rank, hit)
        return [hit for _, hit in sorted(best.values(), key=lambda pair: pair[0])]

    def _near(self, readings: Sequence[Words]) -> tuple[NamedPlace, ...]:
        """The names most like what was typed, a number like none; a name in two words is like one in one."""
        scores: dict[str, float] = {}
        streets = ["".join(words) for words in readings if not words[0].isdecimal()]
        for typed in dict.fromkeys((*streets[:1], *streets[-1:])):  # all that was typed, and what is left of it
            found = difflib.get_close_matches(typed, self._listed, MOST_NEAR_NAMES.value, NEAR_NAME.value)
            scores |= {key: difflib.SequenceMatcher(None, key, typed).ratio() for key in found}
        near = sorted(scores, key=lambda key: -scores[key])
        as_near = [key for key in near if scores[key] >= scores[near[0]] - AS_NEAR]
        return tuple({id(self._listed[key]): self._listed[key] for key in as_near}.values())[: MOST_NEAR_NAMES.value]


def query_words(typed: str) -> tuple[Words, ...]:
    """What a reader may mean, the most literal first: all of it, without house number and town, the postcode alone.

    A name may hold a number itself (Vej 10), so that the number is only passed over where nothing fits with it.
    """
    words = name_words(typed)
    numbers = [at for at, word in enumerate(words) if at and word[0].isdecimal()]
    readings = []
    for end in (len(words), *reversed(numbers[:MOST_NUMBERS])):
        readings += [words[:end], _without_town(words[:end])]
    code = words[:1] if words and len(words[0]) == 4 and words[0].isdecimal() else ()
    return tuple(filter(None, dict.fromkeys((*readings, code))))


def _without_town(words: Words) -> Words:
    """An address without the town after it (København, København NV) and without »nr.« before its number."""
    for end in (len(words) - 1, len(words) - 2):
        if end > 0 and words[end] == _TOWN:
            words = words[:end]
            break
    return words[:-1] if len(words) > 1 and words[-1] == _NUMBER else words


def begins(words: Words, name: Words) -> bool:
    """Whether every word is the beginning of a word of the name, in the same order."""
    left = iter(name)
    return all(any(one.startswith(word) for one in left) for word in words)


def _fit(words: Words, line: _Line) -> Fit | None:
    """How well a line fits; None where it does not."""
    if line.codes is not None and len(words) == 1 and words[0].isdecimal() and int(words[0]) in line.codes:
        return Fit.EXACT
    if not begins(words, line.words):
        return None
    if line.mention:
        return Fit.MENTION
    if words == line.words:
        return Fit.EXACT
    starts = all(one.startswith(word) for word, one in zip(words, line.words, strict=False))
    whole_district = line.named.kind is NameKind.DISTRICT and set(words) <= set(line.words)
    return Fit.BEGINNING if starts or whole_district else Fit.WORD
