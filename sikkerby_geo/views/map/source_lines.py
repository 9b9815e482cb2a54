"""The lines under the map: where the figures, the intervals, the map and the efforts come from."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.indicators import SURVEY_FROM, Kind
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.effort_words import any_kept

_INTERVALS = {Kind.RATE: "rate", Kind.COUNT: "count"}
"""The line on how intervals were made, for what is counted; the rest comes from a register."""


def source_lines(atlas: Atlas, choice: Choice) -> list[str]:
    """Sources of the shown figures, how the intervals were made, the map's attribution, and the efforts' record."""
    cells = [
        atlas.observation(choice.indicator_id, place.place_id, choice.year) for place in atlas.places.at(choice.level)
    ]
    used = {source for cell in cells for source in cell.sources}
    sources = sorted(used, key=lambda source: (source.trust, source.source_id))
    lines = []
    if sources:
        lines.append(t("source_line.text", sources=figures.titles(sources)))
    drawn = [cell.figure for cell in cells if cell.figure is not None]
    kind = choice.indicator.kind
    if drawn and not choice.indicator.surveyed:
        lines.append(t(f"source_line.{_INTERVALS.get(kind, 'register')}"))
        if any(figure.computed for figure in drawn):
            lines.append(t("legend.added"))
    elif drawn:
        basis = drawn[0].asked.basis
        total = atlas.totals.get(choice.year, int(thresholds.ASSUMED_ANSWERS.value))
        areas = thresholds.SURVEY_AREAS if choice.year >= SURVEY_FROM else thresholds.INDEX_AREAS
        if basis is not AnswersBasis.KNOWN:
            words = figures.basis_words(basis, total, int(areas.value))
            lines.append(t("source_line.interval", basis=words))
        if any(figure.computed for figure in drawn):
            lines.append(t("legend.computed"))
    lines.append(t("source_line.map"))
    documented = min(atlas.documented_to.values(), default=None)
    if documented is not None:
        kept = any_kept(atlas.efforts)
        lines.append(t("source_line.efforts_kept" if kept else "source_line.efforts", year=documented))
    return lines


def whose(choice: Choice) -> str:
    """Whose goal the rule was, said where the chosen year lies outside it; empty without a rule."""
    if choice.rule is None:
        return ""
    words = t(f"rule.{choice.rule_id}.whose")
    if choice.rule.applies_in(choice.year) or choice.year < SURVEY_FROM:
        return words
    return t("rule.outside.note", whose=words, year=choice.year)
