"""What a reader copies: a figure as one sentence with its change, its source, a link and the date, and its caveats."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.text import has, names, number, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import verdict_words
from sikkerby_geo.views.base.prints import danish_date


def copied_words(atlas: Atlas, place: Place, cell: Observation, *, link: str, day: date) -> str:
    """A figure or bound of a place to paste elsewhere; empty where there is neither.

    ``link`` leads to the page it was copied from and is left out where it is empty.
    """
    sentences = [told_words(atlas, place, cell)]
    if not sentences[0]:
        return ""
    if Caveat.VISITORS in cell.caveats:
        sentences.append(t("crime.visitors"))
    if cell.sources:
        sentences.append(t("copied.source", sources=names(map(cited, cell.sources))))
    if link:
        sentences.append(t("copied.link", link=link))
    return " ".join([*sentences, t("copied.day", day=danish_date(day))])


def told_words(atlas: Atlas, place: Place, cell: Observation) -> str:
    """A figure or bound of a place with its change and its caveats, as a sentence; empty where there is neither."""
    return f"{_figure(place, cell)}{_against(atlas, place, cell)}." if figures.short(cell) else ""


def _figure(place: Place, cell: Observation) -> str:
    values = {"name": place.name, "year": cell.year, "figure": figures.short(cell)}
    told = f"copied.told.{cell.indicator_id}"
    if cell.figure is None and cell.flag_range is not None:
        values["figure"] = figures.range_words(cell.flag_range, cell.indicator.unit)
    measure = t(f"indicator.{cell.indicator_id}.name")
    words = t(told, **values) if has(told) else t("copied.any", measure=measure, **values)
    details = [*figures.marks(cell)]
    if cell.figure is not None:
        asked = cell.figure.answers
        if asked is not None:
            details = [t(f"copied.answers.{asked.basis}", count=number(asked.count)), *details]
        if cell.figure.interval:
            details = [t("copied.interval", interval=figures.interval(cell.figure)), *details]
        if cell.figure.computed:
            details.append(t("answers.computed"))
    elif cell.flag_range is not None:
        details = [t("copied.only_bound"), *details]
    listed = ", ".join(filter(None, details))
    return f"{words} ({listed})" if listed else words


def _against(atlas: Atlas, place: Place, cell: Observation) -> str:
    """What it was before, and what can be said of the change; empty where there is nothing to hold it against."""
    found = atlas.latest_change(cell.indicator_id, place.place_id, cell.year)
    if found is None or cell.figure is None or found.before.figure is None:
        return ""
    before = t("copied.against", before=figures.short(found.before), year=found.before.year)
    marks = figures.marks(found.before)
    before += f" ({', '.join(marks)})" if marks else ""
    if found.verdict is Verdict.NOT_TESTABLE:
        return f"{before}; {t('copied.not_testable')}"
    return f"{before}; {verdict_words(cell.indicator_id, found.verdict)}"


def cited(source: Source) -> str:
    """A source as it is cited: who published it, its title and its address on the web."""
    return ", ".join(part for part in (source.publisher, source.title, source.url) if part)
