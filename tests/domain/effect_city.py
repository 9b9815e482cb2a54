"""The toy city with a survey, reports and efforts of a test's own, so that it is known what there is to find."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.panel import Panel
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis, poisson, wilson
from sikkerby_geo.domain.figures.observations import Figure, Observation
from sikkerby_geo.domain.figures.significance import Floats
from sikkerby_geo.facts.published_counts import ALL, BY_AREA, CountKey, PublishedCount
from sikkerby_geo.facts.report_records import PublishedReports, ReportDelivery, tables_of
from tests.toytown.city import AREAS

ANSWERS = 231.0
OUTCOME = "insecure_neighbourhood"
YEARS = (2016, 2017, 2018, 2019, 2020, 2021, 2022)
RESIDENTS = np.array([row[5] for row in AREAS.values()], dtype=float)


def asked(atlas: Atlas, shares: Mapping[tuple[str, int], float], *, doubted: Sequence[str] = ()) -> Atlas:
    """The city with these shares of insecure residents and no others; efforts as they are."""
    total = RESIDENTS.sum()
    cells = {}
    for (area, year), share in shares.items():
        figure = Figure(
            value=share,
            unit="percent",
            decimals=0,
            slack=0.5,
            series="tryghedsundersoegelse",
            sources=(),
            interval=wilson(share, ANSWERS),
            answers=Answers(ANSWERS, AnswersBasis.ESTIMATED),
            by_population=13 * ANSWERS * AREAS[area][5] / total,
            doubted=area in doubted,
        )
        cells[OUTCOME, area, year] = Observation(area, OUTCOME, year, figure)
    return _with(atlas, OUTCOME, cells)


def counted(atlas: Atlas, counts: Mapping[tuple[str, int], int], outcome: str = "straffelov") -> Atlas:
    """The city with these reports (and the residents of the toy city every year) and no others of their kind."""
    cells = {}
    for (area, year), count in counts.items():
        residents = AREAS[area][5]
        per = residents / 1000
        figure = Figure(
            count / per, "per_1000", 0, 0.5, outcome, (), poisson(count, per), count=count, residents=residents
        )
        cells[outcome, area, year] = Observation(area, outcome, year, figure)
    return _with(atlas, outcome, cells)


def _with(atlas: Atlas, outcome: str, cells: Mapping[tuple[str, str, int], Observation]) -> Atlas:
    others = {key: cell for key, cell in atlas.observations.items() if key[0] != outcome}
    return replace(atlas, observations=others | dict(cells), _otherwise={})


def quiet(
    moved: Mapping[str, float] | None = None, since: int = 2020, noise: float = 0.0
) -> dict[tuple[str, int], float]:
    """Shares of all areas and years: each its own level and a common course, and what ``moved`` adds ``since``.

    ``noise`` is the standard deviation of whole points put on each cell, the same in every run.
    """
    generator = np.random.default_rng(5)
    return {
        (area, year): float(
            round(10 + number + (0, 1, 2, 1, 2, 1, 1)[at] + generator.normal(0, noise))
            + (moved or {}).get(area, 0) * (year >= since)
        )
        for number, area in enumerate(AREAS)
        for at, year in enumerate(YEARS)
    }


def with_efforts(atlas: Atlas, *efforts: Effort) -> Atlas:
    """The city with these efforts and no others."""
    return replace(atlas, efforts=efforts, records=(), _otherwise={})


def effort(atlas: Atlas, effort_id: str, areas: tuple[str, ...], start: int | None, end: int | None) -> Effort:
    """A partnership of the toy city with another id, place and period."""
    first = next(one for one in atlas.efforts if one.overlay.overlay_id == "partnerskaber")
    return replace(
        first, effort_id=effort_id, area_ids=areas, start_year=start, end_year=end, documented_year=None, basis="none"
    )


def panel(treated: int, before: int, after: int, *, areas: int = 13, shares: bool = True, level: float = 15) -> Panel:
    """A panel of the sizes we have: every area alike, to be filled with simulated values."""
    years = tuple(range(2010, 2010 + before + after))
    shape = (areas, before + after)
    residents = np.resize(RESIDENTS, areas)
    each = np.full(shape, ANSWERS) if shares else np.repeat(residents[:, None], shape[1], axis=1)
    by_population = np.repeat((ANSWERS * areas * residents / residents.sum())[:, None], shape[1], axis=1)
    sizes = (each, by_population, each / 1.5) if shares else (each,) * 3
    rows = [tuple(tuple(row) for row in values.tolist()) for values in (np.full(shape, level), np.full(shape, 0.5))]
    return Panel(
        shares=shares,
        places=tuple(f"area-{number}" for number in range(areas)),
        treated=treated,
        years=years,
        before=years[:before],
        after=years[before:],
        pre=years[:before],
        values=rows[0],
        slack=rows[1] if shares else tuple((0.0,) * shape[1] for _ in range(areas)),
        sizes=tuple(tuple(tuple(row) for row in size.tolist()) for size in sizes),
    )


def filled(empty: Panel, values: Floats) -> Panel:
    """A panel with other values."""
    return replace(empty, values=tuple(tuple(row) for row in values.tolist()))


def simulated(
    empty: Panel, copies: int, seed: int, *, effect: float = 0.0, own: float = 0.0, at: int = 0
) -> tuple[Floats, Floats]:
    """Published shares of areas of 8–22 %, and the true effect of each copy: (copies, areas, years) and (copies,).

    The answers are those of the ``at``-th assumption; areas change by themselves with the deviation ``own``.
    """
    generator = np.random.default_rng(seed)
    areas, years = empty.observed.shape
    level = generator.uniform(8, 22, (copies, areas, 1))
    moved = generator.normal(0, own, (copies, areas, 1)) if own else np.zeros((copies, areas, 1))
    moved = moved + effect * (np.arange(areas) < empty.treated)[:, None]
    after = np.array([year in empty.after for year in empty.years], dtype=float)
    course = generator.normal(0, 1, (copies, 1, years))
    share = np.clip(level + course + moved * after, 0.5, 99.5) / 100
    answers = np.rint(empty.counted_of[at]).astype(int)
    return np.rint(100 * generator.binomial(answers, share) / answers), np.full(copies, effect)


def reported(atlas: Atlas, numbers: Mapping[tuple[str, str], int | None]) -> Atlas:
    """The city with a delivery of reports: so many by (area, quarter), None = hidden."""
    told = {
        CountKey(BY_AREA.table_id, quarter, ALL, area): PublishedCount(many)
        if many is not None
        else PublishedCount(None, 0, 4)
        for (area, quarter), many in numbers.items()
    }
    months = (12 * 2015, 12 * 2023 - 1)
    delivery = ReportDelivery("Anmeldelser fra prøven", months, "legeby", 5, True, (), None, {})
    tables = {(table.table, table.period): table for table in tables_of(told, delivery)}
    reports = PublishedReports(tables, {delivery.record_id: delivery})
    return replace(atlas, snapshot=replace(atlas.snapshot, reports=reports), _otherwise={})
