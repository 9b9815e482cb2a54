"""Titles of charts, made from the figures: only a sure change is told as a rise or a fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import Change, Verdict
from sikkerby_geo.domain.figures.observations import MissingReason, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import figures

SURE = (Verdict.ROSE, Verdict.FELL)


def changes_of(atlas: Atlas, indicator_id: str, place: Place, years: Sequence[int]) -> tuple[Change, ...]:
    """The changes from each figure to the next comparable one, in order of years."""
    found = (atlas.latest_change(indicator_id, place.place_id, year) for year in years)
    return tuple(change for change in found if change is not None)


def course_title(indicator_id: str, place: Place, changes: Sequence[Change], cells: Sequence[Observation]) -> str:
    """What one place's course says: its sure rises and falls, or that there are none, or that nobody can tell."""
    subject = t(f"subject.{indicator_id}")
    if not any(cell.figure is not None for cell in cells):
        return _without_figures(indicator_id, place, cells)
    tested = [change for change in changes if change.verdict is not Verdict.NOT_TESTABLE]
    sure = [change for change in tested if change.verdict in SURE]
    if sure:
        return t("course.sure", subject=subject, moves=names(_moves(sure)))
    if len(tested) == 1:
        only = tested[0]
        return t("course.unchanged_one", subject=subject, before=only.before.year, after=only.after.year)
    if tested:
        return t("course.unchanged", subject=subject, first=tested[0].before.year, last=tested[-1].after.year)
    figured = [cell for cell in cells if cell.figure is not None]
    figured = [cell for cell in figured if cell.indicator.comparable(cell.year, figured[-1].year)]
    if len(figured) < 2:
        return t("course.untestable", subject=subject)
    first, last = figured[0], figured[-1]
    ends = {"first": figures.short(first), "last": figures.short(last), "before": first.year, "after": last.year}
    return t("course.untested", subject=subject, name=tight(place.name), **ends)


def _without_figures(indicator_id: str, place: Place, cells: Sequence[Observation]) -> str:
    name, measure = tight(place.name), t(f"indicator.{indicator_id}.inline")
    reasons = {cell.missing for cell in cells}
    if MissingReason.ONLY_PARTS in reasons:
        return t("course.only_parts", name=name, measure=measure)
    if reasons == {MissingReason.OTHER_LEVEL}:
        return t(
            "course.other_level", name=name, measure=measure, level=t(f"level.{cells[0].indicator.native_level}.many")
        )
    if any(cell.flag_range is not None for cell in cells):
        return t("course.only_bounds", name=name, measure=measure)
    if cells and all(cell.missing is MissingReason.UNREADABLE for cell in cells):
        return t("course.unreadable")
    return t("course.none", name=name, measure=measure)


def _moves(sure: Sequence[Change], form: str = "") -> list[str]:
    """Each sure change in words; one that turns the last one round the very next year is said to do so.

    ``form`` "short_" leaves out the word "klart", which then stands before the list.
    """
    moves: list[str] = []
    last: Change | None = None
    for change in sure:
        before, after = change.before.year, change.after.year
        turned = last is not None and last.after.year == before and last.verdict is not change.verdict
        key = "again" if turned and after - before == 1 else "move"
        moves.append(tight(t(f"course.{form}{key}", verb=t(f"course.{change.verdict}"), before=before, after=after)))
        last = change
    return moves


def courses_title(indicator_id: str, courses: Mapping[str, Sequence[Change]]) -> tuple[str, str]:
    """What several places' courses say, by name: title and second line (the places without a sure change)."""
    subject = t(f"subject.{indicator_id}")
    sure, still, open_ = [], [], []
    for name, changes in courses.items():
        moved = [change for change in changes if change.verdict in SURE]
        if moved:
            sure.append(t("course.place_moves", name=tight(name), moves=names(_moves(moved, "short_"))))
        elif any(change.verdict is Verdict.UNCHANGED for change in changes):
            still.append(tight(name))
        else:
            open_.append(tight(name))
    second = [t("course.still", names=names(still))] if still else []
    second += [t("course.open", names=names(open_))] if open_ else []
    if sure:
        return t("course.several_sure", subject_inline=_lower(subject), places="; ".join(sure)), " ".join(second)
    if still:
        return t("course.several_none", subject_inline=_lower(subject)), " ".join(second)
    return t("course.several_untestable", subject_inline=_lower(subject)), ""


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def between_title(indicator_id: str, before: int, after: int, verdicts: Mapping[str, Verdict], noun: str) -> str:
    """What happened in all places of a level from one year to another, by place name."""
    subject = t(f"subject.{indicator_id}")
    values = {"subject": subject, "before": before, "after": after, "noun": noun, "total": len(verdicts)}
    moved = {verdict: [name for name, found in verdicts.items() if found is verdict] for verdict in Verdict}
    tested = len(verdicts) - len(moved[Verdict.NOT_TESTABLE])
    if not tested:
        return t("between.untestable", **values)
    parts = [
        t("between.everywhere", verb=t(f"course.{verdict}"), noun=noun, total=len(verdicts))
        if len(moved[verdict]) == len(verdicts)
        else t("between.some", verb=t(f"course.{verdict}"), names=names((tight(n) for n in moved[verdict]), most=5))
        for verdict in SURE
        if moved[verdict]
    ]
    if parts:
        return t("between.sure", moves=names(parts), **values)
    key = "between.none" if tested > 1 else "between.none_one"
    return t(key, tested=tested, **values)


def between_certainty(verdicts: Mapping[str, Verdict]) -> str:
    """Who is unchanged within the uncertainty, and for whom nobody can tell."""
    unchanged = [name for name, verdict in verdicts.items() if verdict is Verdict.UNCHANGED]
    open_ = [name for name, verdict in verdicts.items() if verdict is Verdict.NOT_TESTABLE]
    parts = [t("between.unchanged", names=names(map(tight, unchanged), most=5))] if unchanged else []
    if open_ and len(open_) < len(verdicts):
        parts.append(t("between.open", names=names(map(tight, open_), most=5)))
    return " ".join(parts)
