"""What an outcome is known to be in every area and year: shares with their answers, or counts with their residents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.figures.certainty import answers_under
from sikkerby_geo.domain.figures.levels import weights_near
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.domain.reports.count_range import sum_of
from sikkerby_geo.domain.reports.published import Reports, reports_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.indicators import INDICATOR, Kind
from sikkerby_geo.facts.published_counts import quarters_of, year_of


class Gap(StrEnum):
    """Why a cell cannot be used."""

    NO_FIGURE = "no_figure"
    OTHER_SURVEY = "other_survey"
    """A figure of the survey before 2015, which had other areas."""
    DOUBTED = "doubted"
    HIDDEN = "hidden"
    NO_RESIDENTS = "no_residents"


@dataclass(frozen=True)
class Cell:
    """A share (per cent) of so many answers under each assumption of the atlas, or a count of so many residents.

    ``slack`` is the rounding of a share, up or down; ``sizes`` has as many numbers as the atlas has assumptions.
    """

    value: float
    slack: float
    sizes: tuple[float, ...]


@dataclass(frozen=True)
class Series:
    """The cells of one outcome by (area, year), and why the others have none.

    ``side`` tells which years can be compared: two of the same side have no break between them.
    """

    shares: bool
    areas: tuple[str, ...]
    years: tuple[int, ...]
    cells: Mapping[tuple[str, int], Cell]
    gaps: Mapping[tuple[str, int], Gap]
    side: Mapping[int, tuple[bool, ...]]
    synthetic: bool = False

    def known(self, place_id: str, year: int) -> bool:
        return (place_id, year) in self.cells

    def comparable(self, one: int, other: int) -> bool:
        """Whether there is no break between two years."""
        return self.side[one] == self.side[other]


def series_of(atlas: Atlas, outcome: str) -> Series:
    """The series of an outcome (see ``Question.outcome``); a figure that may be a misprint is a gap.

    Raises
    ------
    ValueError
        What a register says of everyone, or an amount, is no outcome of a study.
    """
    areas = tuple(area.place_id for area in atlas.places.at(Level.SURVEY_AREA))
    if Question(areas, 0, None, outcome).of_reports:
        reports = reports_of(atlas)
        found = _reported(atlas, reports, outcome, areas) if reports else {}
        years = tuple(sorted({year for _, year in found}))
        synthetic = reports is not None and Caveat.SYNTHETIC in reports.caveats
        return _series(False, areas, years, found, dict.fromkeys(years, ()), synthetic)
    indicator = INDICATOR[outcome]
    if indicator.kind not in (Kind.SAMPLE_SHARE, Kind.COUNT, Kind.RATE):
        raise ValueError(f"nothing to test in {outcome}")
    shares = indicator.kind is Kind.SAMPLE_SHARE
    years = atlas.known_years(outcome)
    found = {
        (area, year): (_share if shares else _count)(atlas, atlas.observation(outcome, area, year))
        for area in areas
        for year in years
    }
    return _series(shares, areas, years, found, {y: tuple(y >= b for b in indicator.breaks) for y in years})


def _series(
    shares: bool,
    areas: tuple[str, ...],
    years: tuple[int, ...],
    found: Mapping[tuple[str, int], Cell | Gap],
    side: Mapping[int, tuple[bool, ...]],
    synthetic: bool = False,
) -> Series:
    cells = {key: one for key, one in found.items() if isinstance(one, Cell)}
    gaps = {key: one for key, one in found.items() if isinstance(one, Gap)}
    return Series(shares, areas, years, cells, gaps, side, synthetic)


def _share(atlas: Atlas, cell: Observation) -> Cell | Gap:
    figure = cell.figure
    if figure is None:
        return Gap.NO_FIGURE
    if cell.of_the_index:
        return Gap.OTHER_SURVEY
    if figure.doubted:
        return Gap.DOUBTED
    return Cell(figure.value, figure.slack, tuple(answers_under(figure, one) for one in atlas.assumed))


def _count(atlas: Atlas, cell: Observation) -> Cell | Gap:
    figure = cell.figure
    if figure is None or figure.count is None:
        return Gap.NO_FIGURE
    if figure.doubted:
        return Gap.DOUBTED
    residents = figure.residents or residents_near(atlas, cell.place_id, cell.year)
    return _counted(atlas, figure.count, residents)


def _counted(atlas: Atlas, count: int, residents: float | None) -> Cell | Gap:
    return Gap.NO_RESIDENTS if not residents else Cell(count, 0.0, (residents,) * len(atlas.assumed))


def _reported(atlas: Atlas, reports: Reports, what: str, areas: tuple[str, ...]) -> dict[tuple[str, int], Cell | Gap]:
    """Whole years of published reports, in the years of which all four quarters are published."""
    whole = [year for year in _years(reports) if set(quarters_of(str(year))) <= set(reports.quarters)]
    found: dict[tuple[str, int], Cell | Gap] = {}
    for area in areas:
        for year in whole:
            counts = [reports.count(quarter, what, area) for quarter in quarters_of(str(year))]
            known = [count for count in counts if count is not None]
            total = sum_of(known).exact if len(known) == len(counts) else None
            if total is not None:
                found[area, year] = _counted(atlas, total, residents_near(atlas, area, year))
            else:
                found[area, year] = Gap.HIDDEN if len(known) == len(counts) else Gap.NO_FIGURE
    return found


def _years(reports: Reports) -> Iterator[int]:
    yield from sorted({int(year_of(quarter)) for quarter in reports.quarters})


def residents_near(atlas: Atlas, place_id: str, year: int) -> float | None:
    """The residents of an area at the known date nearest to the first of January (extensive); None = none is near."""
    near = weights_near(date(year, 1, 1), (place_id,), atlas.snapshot.table("population"))
    return None if near is None else float(near.population[place_id])
