"""Could it be measured: the answers a before and an after survey need, and whether an area can give them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from math import floor

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import Answers, AnswersBasis
from sikkerby_geo.domain.figures.observations import Observation, answers_in
from sikkerby_geo.domain.figures.power import answers_needed, smallest_change
from sikkerby_geo.domain.whatif.reach import Scenario
from sikkerby_geo.facts import thresholds

_BASIS_ORDER = (AnswersBasis.KNOWN, AnswersBasis.ESTIMATED, AnswersBasis.ASSUMED)


class Measurability(StrEnum):
    """Whether a change of a given size in an area could be told from chance."""

    TODAY = "today"
    OWN_SURVEY = "own_survey"
    TOO_SMALL = "too_small"
    NO_START = "no_start"
    NO_RESIDENTS = "no_residents"


@dataclass(frozen=True)
class Measuring:
    """What it takes to see a change of ``points`` from ``start`` per cent.

    ``start_cell`` is the district's figure the start was taken from (None: the reader's own, or none found);
    ``needed`` answers in each of two surveys, ``today`` what the city's own survey would bring from the area;
    ``most`` answers a survey of its own could bring. The smallest changes are in whole points, None where none
    could be seen.
    """

    state: Measurability
    points: int
    start: float | None
    start_cell: Observation | None
    today: Answers
    survey_year: int
    needed: int | None = None
    residents: float | None = None
    most: int | None = None
    smallest_today: int | None = None
    smallest_own: int | None = None


def answers_today(atlas: Atlas, found: Scenario, year: int) -> Answers:
    """Answers a survey like that of ``year`` would bring from inside a drawing: each area's, by its share of land."""
    parts = [(answers_in(part.place_id, year, atlas.totals), part.share_of_land) for part in found.reach]
    basis = max((answers.basis for answers, _ in parts), key=_BASIS_ORDER.index)
    return Answers(sum(answers.count * share for answers, share in parts), basis)


def measuring(
    atlas: Atlas, found: Scenario, *, indicator_id: str, points: int, own_start: float | None = None
) -> Measuring:
    """Whether a change could be seen in a scenario, from the reader's own start or the main part's newest figure."""
    year = atlas.years[-1]
    cell = atlas.newest(indicator_id, found.main.place_id) if own_start is None else None
    start = own_start if cell is None or cell.figure is None else cell.figure.value
    today = answers_today(atlas, found, year)
    if start is None:
        return Measuring(Measurability.NO_START, points, None, None, today, year, residents=found.residents)
    needed = answers_needed(start, points)
    most = None if found.residents is None else floor(found.residents * thresholds.RESPONSE_SHARE.value)
    if needed <= today.count:
        state = Measurability.TODAY
    elif most is None:
        state = Measurability.NO_RESIDENTS
    else:
        state = Measurability.OWN_SURVEY if needed <= most else Measurability.TOO_SMALL
    return Measuring(
        state=state,
        points=points,
        start=start,
        start_cell=cell,
        today=today,
        survey_year=year,
        needed=needed,
        residents=found.residents,
        most=most,
        smallest_today=smallest_change(start, today.count),
        smallest_own=None if most is None else smallest_change(start, most),
    )
