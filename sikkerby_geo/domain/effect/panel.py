"""The cells one study compares, as arrays, and the contrasts of years it is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from sikkerby_geo.domain.effect.series import Series
from sikkerby_geo.domain.figures.significance import Floats

Rows = tuple[tuple[float, ...], ...]
"""Areas × years."""


@dataclass(frozen=True)
class Panel:
    """The cells of some areas in some years, none missing; hashable, so that what follows from it is worked out once.

    ``places`` are area ids, the ``treated`` first ones first. ``years`` has ``before`` and ``after`` (those compared)
    and every earlier year that all places have (``pre`` = the years before the start). ``values`` (areas × years) are
    shares in per cent or counts, ``slack`` their rounding; ``sizes`` (assumptions × areas × years) the answers, or the
    residents.
    """

    shares: bool
    places: tuple[str, ...]
    treated: int
    years: tuple[int, ...]
    before: tuple[int, ...]
    after: tuple[int, ...]
    pre: tuple[int, ...]
    values: Rows
    slack: Rows
    sizes: tuple[Rows, ...]

    @cached_property
    def observed(self) -> Floats:
        return np.array(self.values, dtype=float)

    @cached_property
    def rounding(self) -> Floats:
        return np.array(self.slack, dtype=float)

    @cached_property
    def counted_of(self) -> Floats:
        """Answers or residents, shape (assumptions, areas, years)."""
        return np.array(self.sizes, dtype=float)

    @property
    def compared(self) -> int:
        """How many comparison areas there are."""
        return len(self.places) - self.treated

    @cached_property
    def contrast(self) -> Floats:
        """Weights of the years that make the mean after less the mean before; they add up to 0."""
        return self._mean_of(self.after) - self._mean_of(self.before)

    def split(self, year: int) -> Floats:
        """The contrast of a placebo: as if the effort had begun just before ``year``, one of ``pre`` but the first."""
        return self._mean_of([one for one in self.pre if one >= year]) - self._mean_of(
            [one for one in self.pre if one < year]
        )

    @cached_property
    def slope(self) -> Floats:
        """The contrast that is the least-squares slope a year over the years before the start."""
        centred = np.array([year - float(np.mean(self.pre)) if year in self.pre else 0.0 for year in self.years])
        return centred / np.sum(centred**2)

    def _mean_of(self, years: tuple[int, ...] | list[int]) -> Floats:
        return np.array([1 / len(years) if year in years else 0.0 for year in self.years])


def panel_of(
    series: Series,
    treated: tuple[str, ...],
    comparisons: tuple[str, ...],
    before: tuple[int, ...],
    after: tuple[int, ...],
    start: int,
) -> Panel:
    """The panel of areas and years that all have a cell, with the earlier years that all of them have too."""
    places = (*treated, *comparisons)
    side = (*before, *after)[0]
    earlier = [
        year
        for year in series.years
        if year < start and series.comparable(year, side) and all(series.known(place, year) for place in places)
    ]
    pre = tuple(sorted({*earlier, *before}))
    years = (*pre, *after)
    cells = [[series.cells[place, year] for year in years] for place in places]
    depth = len(cells[0][0].sizes)
    return Panel(
        shares=series.shares,
        places=places,
        treated=len(treated),
        years=years,
        before=before,
        after=after,
        pre=pre,
        values=tuple(tuple(cell.value for cell in row) for row in cells),
        slack=tuple(tuple(cell.slack for cell in row) for row in cells),
        sizes=tuple(tuple(tuple(cell.sizes[at] for cell in row) for row in cells) for at in range(depth)),
    )
