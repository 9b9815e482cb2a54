"""What a change from one year to another says in words."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import Kind
from sikkerby_geo.text import t
from sikkerby_geo.views.base import figures


def verdict_words(indicator_id: str, verdict: Verdict) -> str:
    """A verdict in a few words: faldt klart, uændret inden for usikkerheden, kan ikke prøves."""
    return t(f"cells.verdict_{verdict}", indicator=indicator_id)


def change_words(atlas: Atlas, indicator_id: str, place: Place, year: int) -> tuple[str, ...]:
    """The change to ``year`` from the nearest earlier figure, and the smallest change one could have seen."""
    found = atlas.latest_change(indicator_id, place.place_id, year)
    if found is None:
        here = atlas.observation(indicator_id, place.place_id, year).figure
        return (t("change.no_earlier"),) if here is not None else (t("change.not_testable"),)
    counted = found.after.indicator.kind in (Kind.SAMPLE_SHARE, Kind.COUNT, Kind.RATE)
    if found.verdict is Verdict.NOT_TESTABLE and counted and not found.doubted:
        return (t("change.not_testable"),)
    values = {
        "before": figures.short(found.before),
        "after": figures.short(found.after),
        "year_before": found.before.year,
        "year": found.after.year,
    }
    if not counted:
        return (t("change.register", **values),)
    if found.doubted:
        return (t("change.doubted", **values),)
    sentences = [t(f"change.{found.verdict}", **values)]
    if found.published:
        sentences.append(t("change.published"))
    elif found.visible_points is not None:
        sentences.append(t("change.visible", points=found.visible_points))
    return tuple(sentences)
