"""A place beside the whole city: whether its share lies apart from the city's, and whether it moved apart from it.

The city contains the place: some of the answers behind the two shares are the same, so the two are not independent.
With n answers in the place, N in the city and w = n/N, the city's share is c = w·p + (1 − w)·r, where r is the share in
the rest of the city. The difference p − c is therefore (1 − w)·(p − r), and its variance (1 − w)²·(var p + var r): the
variance of two independent shares, made smaller by what they have in common. What is called clear holds under every
assumption of ``certainty`` and beside all other places of the level.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import erfc, sqrt

import numpy as np

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.certainty import answers_under, clear_among
from sikkerby_geo.domain.figures.observations import Figure, Observation
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR
from sikkerby_geo.facts.thresholds import Assumption, Assumptions


class Side(StrEnum):
    """Where a place lies, or moved, beside the city. ``level`` = no clear difference, which is not the same as none."""

    HIGHER = "higher"
    LEVEL = "level"
    LOWER = "lower"
    NOT_TESTABLE = "not_testable"


@dataclass(frozen=True)
class Beside:
    """A place's share beside the city's in the same year, in one indicator.

    ``as_printed`` is the side where no figure is taken for a misprint; ``side`` concludes nothing from one that may be.
    """

    own: Observation
    city: Observation
    as_printed: Side

    @property
    def side(self) -> Side:
        return Side.NOT_TESTABLE if _doubted(self.own, self.city) else self.as_printed


@dataclass(frozen=True)
class MovedBeside:
    """How far a place and the city moved between the same two years, and whether the place moved another way.

    ``before`` and ``after`` hold the place and the city; ``as_printed`` and ``side`` as in ``Beside``: higher where the
    place's share rose by more, or fell by less, than the city's.
    """

    before: Beside
    after: Beside
    as_printed: Side

    @property
    def side(self) -> Side:
        cells = (self.before.own, self.before.city, self.after.own, self.after.city)
        return Side.NOT_TESTABLE if _doubted(*cells) else self.as_printed

    @property
    def points(self) -> float:
        """The place's change in percentage points."""
        return self.after.own.known.value - self.before.own.known.value

    @property
    def city_points(self) -> float:
        """The city's change in percentage points."""
        return self.after.city.known.value - self.before.city.known.value


def p_beside(own: Figure, city: Figure, assumption: Assumption) -> float | None:
    """The two-sided p-value of a place's share against that of the city it lies in; None where it cannot be tested.

    z = (|p − c| − rounding) / √(c·(1 − c)·(1/n − 1/N)). Where the place is like the rest of the city, the best
    estimate of both is c itself, and (1 − w)²·(1/n + 1/(N − n)) is 1/n − 1/N. The share c is taken where its rounding
    makes the variance largest.
    """
    answers, in_all = answers_under(own, assumption), answers_under(city, assumption)
    if in_all <= answers:
        return None
    share = min(max(50.0, city.value - city.slack), city.value + city.slack) / 100
    distance = abs(own.value - city.value) - own.slack - city.slack
    return _two_sided(distance / 100, share * (1 - share) * (1 / answers - 1 / in_all))


def p_moved(before: tuple[Figure, Figure], after: tuple[Figure, Figure], assumption: Assumption) -> float | None:
    """The two-sided p-value of the difference of two differences; each pair is a place and the city in one year.

    z = (|(p₂ − c₂) − (p₁ − c₁)| − rounding) / √(V₁ + V₂), V = (1 − w)²·(p(1 − p)/n + r(1 − r)/(N − n)): two surveys
    of different people. The rounding is that of all four figures, at its least favourable.
    """
    variance = 0.0
    for own, city in (before, after):
        answers, in_all = answers_under(own, assumption), answers_under(city, assumption)
        if in_all <= answers:
            return None
        weight, share = answers / in_all, own.value / 100
        rest = min(max((city.value / 100 - weight * share) / (1 - weight), 0.0), 1.0)
        spread = share * (1 - share) / answers + rest * (1 - rest) / (in_all - answers)
        variance += (1 - weight) ** 2 * spread
    apart = [own.value - city.value for own, city in (before, after)]
    slack = sum(figure.slack for figure in (*before, *after))
    return _two_sided((abs(apart[1] - apart[0]) - slack) / 100, variance)


def beside_city(atlas: Atlas, indicator_id: str, level: Level, year: int) -> dict[str, Beside]:
    """Every place of a level beside the city in one year, by place id in Danish alphabetical order."""
    city = atlas.observation(indicator_id, CITY.place_id, year)
    owns = {place.place_id: atlas.observation(indicator_id, place.place_id, year) for place in atlas.places.at(level)}
    found = [Beside(own, city, Side.NOT_TESTABLE) for own in owns.values()]
    pairs = [_figures(each) for each in found]

    def p_value(number: int, assumption: Assumption) -> float | None:
        pair = pairs[number]
        return None if pair is None else p_beside(*pair, assumption)

    sides = _sides([pair[0].value - pair[1].value if pair else 0.0 for pair in pairs], p_value, atlas.assumed)
    return {place_id: Beside(owns[place_id], city, side) for place_id, side in zip(owns, sides, strict=True)}


def moved_beside_city(atlas: Atlas, indicator_id: str, level: Level, before: int, after: int) -> dict[str, MovedBeside]:
    """How every place of a level moved beside the city between two years; those without all four figures are left out.

    No place moved beside the city across a break of the series.
    """
    old, new = (beside_city(atlas, indicator_id, level, year) for year in (before, after))
    if not INDICATOR[indicator_id].comparable(before, after):
        return {}
    pairs = {
        place_id: (one, other)
        for place_id in old
        if (one := _figures(old[place_id])) and (other := _figures(new[place_id]))
    }
    listed = list(pairs.values())

    def p_value(number: int, assumption: Assumption) -> float | None:
        one, other = listed[number]
        return p_moved(one, other, assumption) if len({figure.series for figure in (*one, *other)}) == 1 else None

    moved = [(other[0].value - other[1].value) - (one[0].value - one[1].value) for one, other in listed]
    sides = _sides(moved, p_value, atlas.assumed)
    return {
        place_id: MovedBeside(old[place_id], new[place_id], side) for place_id, side in zip(pairs, sides, strict=True)
    }


def _figures(found: Beside) -> tuple[Figure, Figure] | None:
    """The place's and the city's figure of one year, where residents were asked and both are known."""
    own, city = found.own.figure, found.city.figure
    return (own, city) if own is not None and city is not None and found.own.indicator.surveyed else None


def _doubted(*cells: Observation) -> bool:
    return any(cell.figure is not None and cell.figure.doubted for cell in cells)


def _sides(
    apart: Sequence[float], p_value: Callable[[int, Assumption], float | None], under: Assumptions
) -> list[Side]:
    """The side of each of a family of differences; a doubted figure is one of the family, as many were asked for."""
    found = {one: [p_value(number, one) for number in range(len(apart))] for one in under}
    p_values = {one: np.array([np.nan if p is None else p for p in each]) for one, each in found.items()}
    clear = clear_among(p_values, np.zeros(len(apart), dtype=bool))
    tested = [p is not None for p in found[under[0]]]
    return [_side(*each) for each in zip(apart, tested, clear.tolist(), strict=True)]


def _side(distance: float, tested: bool, clear: bool) -> Side:
    if not tested:
        return Side.NOT_TESTABLE
    if not clear:
        return Side.LEVEL
    return Side.HIGHER if distance > 0 else Side.LOWER


def _two_sided(distance: float, variance: float) -> float:
    if distance <= 0:
        return 1.0
    return erfc(distance / sqrt(variance) / sqrt(2)) if variance > 0 else 0.0
