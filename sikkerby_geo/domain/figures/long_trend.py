"""The trend over all years of a series, and shares of two or three years taken together.

Model, for each place by itself: logit pₜ = α + oₜ + β(t − t̄), with the published share of year t as x = n·p of n
answers (binomial), and a bound as a censored term: what is known is that the measured share lay on one side of c, with
probability Φ(±(logit c − logit pₜ)/√v), v = 1/(n c(1 − c)). With oₜ = 0, β is the place's own trend; with oₜ the logit
of the whole city's share, it is the trend against the city, which stands for the effects of the years. The likelihood
is concave, so that Newton's method finds its top; the interval is Wald's. Without bounds this is
``statsmodels`` ``GLM(family=Binomial())``. Assumed: one straight line on the logit scale; other people asked each year.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log, pi
from statistics import mean

import numpy as np
from scipy.special import erfc, expit, log_ndtr, logit, ndtri

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.certainty import answers_under, clear_among
from sikkerby_geo.domain.figures.intervals import Interval, wilson
from sikkerby_geo.domain.figures.observations import Observation, answers_in
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.indicators import INDICATOR, SURVEY_FROM, Kind
from sikkerby_geo.facts.thresholds import Assumption

STEPS = 40
"""Steps of Newton's method at most; from the mean it takes about six."""
LOG_ROOT = log(2 * pi) / 2
"""The logarithm of √(2π), under which a normal density stands."""


@dataclass(frozen=True)
class Terms:
    """What is known of one place, a value a year: the time, what is added on the logit scale, and the answers.

    ``share`` (0–1) is the share itself, or the limit where only a bound is known; ``side`` is 0 for a share, 1 where it
    is at least the limit, and −1 where it is at most the limit.
    """

    time: Floats
    offset: Floats
    share: Floats
    answers: Floats
    side: Floats


def slope(terms: Terms) -> tuple[float, float, float]:
    """The slope β a year on the logit scale, its standard error, and the middle share (0–1) it goes through."""
    middle = np.mean(terms.time)
    design = np.stack([np.ones_like(terms.time), terms.time - middle])
    exact, limit = terms.side == 0, logit(terms.share)
    scale = np.sqrt(terms.answers * terms.share * (1 - terms.share))
    sign = np.where(exact, 1.0, terms.side)

    def parts(found: Floats) -> tuple[float, Floats, Floats]:
        line = found @ design + terms.offset
        p, z = expit(line), sign * (line - limit) * scale
        inside = log_ndtr(z)
        ratio = np.exp(-(z**2) / 2 - LOG_ROOT - inside)
        told = np.where(exact, terms.answers * (terms.share * line - np.logaddexp(0, line)), inside)
        first = np.where(exact, terms.answers * (terms.share - p), sign * scale * ratio)
        second = np.where(exact, terms.answers * p * (1 - p), scale**2 * ratio * (z + ratio))
        return float(told.sum()), design @ first, (design * second) @ design.T

    found = np.array([float(np.mean((limit - terms.offset)[exact])), 0.0])
    height, gradient, information = parts(found)
    for _ in range(STEPS):
        step = np.linalg.solve(information, gradient)
        while parts(found + step)[0] < height - 1e-12:
            step = step / 2
        found = found + step
        height, gradient, information = parts(found)
        if np.max(np.abs(step)) < 1e-10:
            break
    error = float(np.sqrt(np.linalg.inv(information)[1, 1]))
    return float(found[1]), error, float(expit(found[0] + np.mean(terms.offset)))


@dataclass(frozen=True)
class Slope:
    """A trend in percentage points a year, at the middle of its years, with its 95 % interval; ``clear`` of 0."""

    points: float
    interval: Interval
    clear: bool


@dataclass(frozen=True)
class LongTrend:
    """The trend of one place over the years ``first`` to ``last``, from so many figures and bounds.

    ``beside`` is the trend against the city; None where the city has no figure in enough of the years.
    """

    place_id: str
    first: int
    last: int
    figures: int
    bounds: int
    own: Slope
    beside: Slope | None


def long_trends(atlas: Atlas, indicator_id: str, level: Level, year: int) -> dict[str, LongTrend]:
    """The trends of the places of a level over all years that can be compared with ``year``, by place id.

    A place needs ``TREND_YEARS`` years with a figure or a bound, two of them with a figure. What is called clear holds
    under the assumptions of the atlas, beside all other places.
    """
    years = comparable_years(atlas, indicator_id, year)
    known = {
        place.place_id: [
            cell for when in years if _usable(cell := atlas.observation(indicator_id, place.place_id, when))
        ]
        for place in atlas.places.at(level)
    }
    known = {place_id: cells for place_id, cells in known.items() if _enough(cells)}
    city = {
        when: logit(cell.known.value / 100)
        for when in years
        if (cell := atlas.observation(indicator_id, CITY.place_id, when)).figure is not None
    }
    beside = {
        place_id: kept
        for place_id, cells in known.items()
        if _enough(kept := [cell for cell in cells if cell.year in city])
    }
    own_slopes = _slopes(atlas, known, {})
    beside_slopes = _slopes(atlas, beside, city)
    return {
        place_id: LongTrend(
            place_id,
            cells[0].year,
            cells[-1].year,
            sum(cell.figure is not None for cell in cells),
            sum(cell.figure is None for cell in cells),
            own_slopes[place_id],
            beside_slopes.get(place_id),
        )
        for place_id, cells in known.items()
    }


def comparable_years(atlas: Atlas, indicator_id: str, year: int) -> list[int]:
    """The years of the present survey on the same side of every break as ``year``; none where nobody was sampled."""
    indicator = INDICATOR[indicator_id]
    if indicator.kind is not Kind.SAMPLE_SHARE or year < SURVEY_FROM:
        return []
    return [when for when in atlas.years if when >= SURVEY_FROM and indicator.comparable(when, year)]


def _usable(cell: Observation) -> bool:
    """Whether a cell has a figure, or a bound on one side that is none of the ends of the scale."""
    if cell.figure is not None:
        return True
    known = cell.flag_range
    return known is not None and cell.judged and not known.spans_parts and known.one_sided and _limit(cell) is not None


def _limit(cell: Observation) -> tuple[float, float] | None:
    """A bound as its limit (per cent) and side: 1 at least, −1 at most."""
    known = cell.flag_range
    if known is None:
        return None
    if 0 < known.low < 100 and known.high >= 100:
        return known.low, 1.0
    return (known.high, -1.0) if known.low <= 0 and 0 < known.high < 100 else None


def _enough(cells: Sequence[Observation]) -> bool:
    return len(cells) >= thresholds.TREND_YEARS.value and sum(cell.figure is not None for cell in cells) > 1


def _terms(atlas: Atlas, cells: Sequence[Observation], city: dict[int, float], assumption: Assumption) -> Terms:
    """The cells as terms; a bound has as many answers as its year, times what the place's figures keep of theirs."""
    rows, figures = [], [cell.figure for cell in cells if cell.figure is not None]
    kept = mean([answers_under(figure, assumption) / figure.interval_answers for figure in figures])
    for cell in cells:
        figure, bound = cell.figure, _limit(cell)
        if figure is not None:
            answers = answers_under(figure, assumption)
            share, side = min(max(figure.value / 100, 0.5 / answers), 1 - 0.5 / answers), 0.0
        elif bound is not None:
            answers = kept * answers_in(cell.place_id, cell.year, atlas.totals).count
            share, side = bound[0] / 100, bound[1]
        else:
            continue
        rows.append((float(cell.year), city.get(cell.year, 0.0), share, answers, side))
    return Terms(*np.array(rows).T)


def _slopes(atlas: Atlas, known: dict[str, list[Observation]], city: dict[int, float]) -> dict[str, Slope]:
    found = {
        one: [slope(_terms(atlas, cells, city, one)) for cells in known.values()] for one in atlas.assumed if known
    }
    if not found:
        return {}
    p_values = {
        one: np.asarray(erfc(np.array([abs(b / error) for b, error, _ in each]) / np.sqrt(2)), dtype=float)
        for one, each in found.items()
    }
    doubted = np.array([any(cell.figure and cell.figure.doubted for cell in cells) for cells in known.values()], bool)
    clear = clear_among(p_values, doubted).tolist()
    reach = float(ndtri((1 + thresholds.CONFIDENCE.value) / 2))
    slopes = {}
    for place_id, (b, error, middle), sure in zip(known, found[atlas.assumed[0]], clear, strict=True):
        points = 100 * middle * (1 - middle)
        ends = Interval(points * (b - reach * error), points * (b + reach * error))
        slopes[place_id] = Slope(points * b, ends, bool(sure))
    return slopes


@dataclass(frozen=True)
class Together:
    """The share of several years in a row taken together (per cent), with its 95 % interval and all their answers."""

    first: int
    last: int
    value: float
    interval: Interval
    answers: float


def years_together(atlas: Atlas, indicator_id: str, place: Place, year: int, span: int) -> tuple[Together, ...]:
    """Every ``span`` years in a row with a figure each, taken together, on the same side of every break as ``year``.

    The share of all answers, Σnp/Σn, with Wilson's interval at Σn: other people are asked each year.
    """
    years = comparable_years(atlas, indicator_id, year)
    cells = {when: atlas.observation(indicator_id, place.place_id, when) for when in years}
    found = []
    for last in years:
        row = [cells.get(when) for when in range(last - span + 1, last + 1)]
        figures = [cell.figure for cell in row if cell is not None and cell.figure is not None]
        if len(figures) < span:
            continue
        answers = [answers_under(figure, atlas.assumed[0]) for figure in figures]
        total = sum(answers)
        value = sum(n * figure.value for n, figure in zip(answers, figures, strict=True)) / total
        found.append(Together(last - span + 1, last, value, wilson(value, total), total))
    return tuple(found)
