"""What a change from one year to another says in words: what changed, and how sure that is."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Change, Verdict
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.indicators import Kind
from sikkerby_geo.facts.thresholds import EQUIVALENCE
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base import figures


def verdict_words(indicator_id: str, verdict: Verdict) -> str:
    """A verdict in a few words: klart færre trygge, muligt fald, ingen klar ændring, uændret, kan ikke prøves."""
    those = t(f"those.{indicator_id}") if verdict in (Verdict.ROSE, Verdict.FELL) else ""
    return t(f"verdict.{verdict}", those=those, margin=number(EQUIVALENCE.value))


def told_words(indicator_id: str, verdict: Verdict) -> str:
    """A clear change in a sentence about a place: klart færre følte sig trygge."""
    return t(f"verdict.told_{verdict}", told=t(f"told.{indicator_id}"))


_CAPPED = {
    Verdict.ROSE: Verdict.MAY_HAVE_RISEN,
    Verdict.FELL: Verdict.MAY_HAVE_FALLEN,
    Verdict.UNCHANGED: Verdict.NOT_CLEAR,
}


def at_most_possible(atlas: Atlas, moved: Change) -> Verdict:
    """What a change with a possible misprint would be, were it none: possible at most, never clear."""
    printed = atlas.change_as_printed(moved).verdict
    return _CAPPED.get(printed, printed)


def if_printed(moved: Change) -> str:
    """The condition a change with a possible misprint is told under: hvis 2026-tallet ikke er en trykfejl."""
    years = [cell.year for cell in (moved.before, moved.after) if cell.figure is not None and cell.figure.doubted]
    if len(years) == 1:
        return t("change.if_printed", year=years[0])
    return t("change.if_both_printed", year_before=moved.before.year, year=moved.after.year)


def since_words(moved: Change | None) -> str:
    """A verdict with the year it is held against; of what cannot be tested only that."""
    if moved is None or moved.verdict is Verdict.NOT_TESTABLE:
        return t("verdict.not_testable")
    words = verdict_words(moved.after.indicator_id, moved.verdict)
    return t("change.since", words=words, year=moved.before.year)


def difference_words(moved: Change) -> str:
    """The interval of the difference of two shares: −22 til −8 procentpoint; empty for anything else."""
    found = moved.difference
    if found is None:
        return ""
    return t("change.difference", low=signed(found.low), high=signed(found.high))


def signed(value: float) -> str:
    """A difference in whole points with its sign, as Danish writes it: −8, 0, +2."""
    whole = round(value)
    return "0" if not whole else f"{'+' if whole > 0 else '−'}{number(abs(whole))}"


def change_words(atlas: Atlas, indicator_id: str, place: Place, year: int) -> tuple[str, ...]:
    """The change to ``year`` from the nearest earlier figure, its interval, and the smallest one could have seen."""
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
        words = verdict_words(indicator_id, at_most_possible(atlas, found))
        return (t("change.doubted", words=words, if_printed=if_printed(found), **values),)
    clear = found.verdict in (Verdict.ROSE, Verdict.FELL)
    words = told_words(indicator_id, found.verdict) if clear else verdict_words(indicator_id, found.verdict)
    sentences = [t("change.moved", words=words, **values)]
    if difference := difference_words(found):
        sentences.append(t("change.between", difference=difference))
    if found.published:
        sentences.append(t("change.published"))
    elif found.visible_points is not None:
        sentences.append(t("change.visible", points=found.visible_points))
    return tuple(sentences)
