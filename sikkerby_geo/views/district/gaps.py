"""What we do not know of a place: every gap in its figures and efforts, worked out and never typed."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import MAIN_SERIES, SURVEY_INDICATORS
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import effort_words
from sikkerby_geo.views.charts.courses import span_words

MOST_NAMES = 4


def years_words(years: Sequence[int]) -> str:
    """Years as runs: 2015–2017 og 2020."""
    runs: list[list[int]] = []
    for year in sorted(years):
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return names(span_words(run[0], run[-1]) for run in runs)


def gaps_of(atlas: Atlas, place: Place) -> tuple[str, ...]:
    """Sentences on every gap: figures by measure and reason, crime, answers, efforts without year or place."""
    return (*_figures(atlas, place), *_crime(atlas, place), *_answers(atlas, place), *_efforts(atlas, place))


def _figures(atlas: Atlas, place: Place) -> list[str]:
    sentences = []
    for measure in SURVEY_INDICATORS:
        by_reason: dict[MissingReason, list[int]] = {}
        for year in atlas.survey_years:
            missing = atlas.observation(measure.indicator_id, place.place_id, year).missing
            if missing is not None:
                by_reason.setdefault(missing, []).append(year)
        parts = [
            t("profile.gap_part", reason=t(f"missing_short.{reason}"), years=years_words(years))
            for reason, years in by_reason.items()
        ]
        if parts:
            sentences.append(t("profile.gap", subject=t(f"indicator.{measure.indicator_id}.name"), parts=names(parts)))
    return sentences


def _crime(atlas: Atlas, place: Place) -> list[str]:
    """Calendar years for which neither broad series has a rate of this place."""
    years = list(range(atlas.years[0], atlas.years[-1]))
    known = {
        series: [year for year in years if atlas.observation(series, place.place_id, year).figure is not None]
        for series in MAIN_SERIES
    }
    missing = [year for year in years if not any(year in found for found in known.values())]
    return [t("profile.gap_crime", years=years_words(missing))] if missing else []


def _answers(atlas: Atlas, place: Place) -> list[str]:
    figures = [
        atlas.observation(measure.indicator_id, place.place_id, year).figure
        for measure in SURVEY_INDICATORS
        for year in atlas.years
    ]
    unknown = any(figure is not None and figure.asked.basis is not AnswersBasis.KNOWN for figure in figures)
    return [t("profile.gap_answers", name=place.name)] if unknown else []


def _efforts(atlas: Atlas, place: Place) -> list[str]:
    efforts = atlas.efforts_in(place)
    undated = [
        effort
        for effort in efforts
        if effort.start_year is None and effort.end_year is None and not effort.documented_year
    ]
    half = [
        effort
        for effort in efforts
        if not effort.overlay.persists
        and effort.documented_year
        and (effort.start_year is None or effort.end_year is None)
    ]
    unplaced = [effort for effort in efforts if effort.basis == "none"]
    sentences = []
    for key, found in (("no_year", undated), ("no_period", half), ("no_place", unplaced)):
        if found:
            listed = names((tight(effort.name) for effort in found), most=MOST_NAMES).removesuffix(".")
            sentences.append(t(f"profile.gap_{key}", count=len(found), names=listed))
    last = min(atlas.documented_to.values(), default=None)
    if last is not None:
        sentences.append(effort_words.none_after(efforts, last))
    return sentences
