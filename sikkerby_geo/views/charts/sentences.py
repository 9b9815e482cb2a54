"""Titles of charts, made from the figures: only a clear change is told as a rise or a fall."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.changes import CLEAR, Change, Verdict
from sikkerby_geo.domain.figures.observations import MissingReason, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.thresholds import EQUIVALENCE
from sikkerby_geo.text import names, number, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.change_words import told_words, verdict_words


def changes_of(atlas: Atlas, indicator_id: str, place: Place, years: Sequence[int]) -> tuple[Change, ...]:
    """The changes from each figure to the next comparable one, in order of years."""
    found = (atlas.latest_change(indicator_id, place.place_id, year) for year in years)
    return tuple(change for change in found if change is not None)


def course_title(indicator_id: str, place: Place, changes: Sequence[Change], cells: Sequence[Observation]) -> str:
    """What one place's course says: its clear rises and falls, or that there are none, or that nobody can tell."""
    subject = t(f"subject.{indicator_id}")
    if not any(cell.figure is not None for cell in cells):
        return _without_figures(indicator_id, place, cells)
    tested = [change for change in changes if change.verdict is not Verdict.NOT_TESTABLE]
    clear = [change for change in tested if change.verdict in CLEAR]
    if clear:
        return _first_upper(names(_moves(indicator_id, clear)))
    if tested:
        return _none_clear(subject, tested)
    figured = [cell for cell in cells if cell.figure is not None]
    figured = [cell for cell in figured if cell.indicator.comparable(cell.year, figured[-1].year)]
    if len(figured) < 2:
        return t("course.untestable", subject=subject)
    first, last = figured[0], figured[-1]
    ends = {"first": figures.short(first), "last": figures.short(last), "before": first.year, "after": last.year}
    doubted = any(cell.figure is not None and cell.figure.doubted for cell in figured[-2:])
    return t("course.doubted" if doubted else "course.untested", subject=subject, name=tight(place.name), **ends)


def _none_clear(subject: str, tested: Sequence[Change]) -> str:
    """The tested changes of a place where none is clear: unchanged in all, or not clear, the newest possible named."""
    one = len(tested) == 1
    span = t("course.span_one" if one else "course.span", first=tested[0].before.year, last=tested[-1].after.year)
    possible = [change for change in tested if change.verdict.possible]
    if one and possible:
        return t(f"course.only_{possible[0].verdict}", subject_inline=_first_lower(subject), span=span)
    if all(change.verdict is Verdict.UNCHANGED for change in tested):
        return t("course.unchanged", subject=subject, span=span, margin=number(EQUIVALENCE.value))
    told = t("course.not_clear", subject_inline=_first_lower(subject), span=span)
    return told + t("course.possible", possible=_possible(possible[-1])) if possible else told


def _possible(change: Change) -> str:
    words = verdict_words(change.after.indicator_id, change.verdict)
    return tight(t("course.possible_span", words=words, **years_of(change)))


def years_of(change: Change) -> dict[str, int]:
    """The two years of a change, as the texts name them."""
    return {"before": change.before.year, "after": change.after.year}


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


def _moves(indicator_id: str, clear: Sequence[Change]) -> list[str]:
    """Each clear change in words; what answered is named once, and one that turns the last one round is said to."""
    moves: list[str] = []
    last: Change | None = None
    for change in clear:
        if last is None:
            words = t("course.move", moved=told_words(indicator_id, change.verdict), **years_of(change))
        else:
            turned = last.after.year == change.before.year and last.verdict is not change.verdict
            again = turned and change.after.year - change.before.year == 1
            words = t(f"course.{'again' if again else 'then'}_{change.verdict}", **years_of(change))
        moves.append(tight(words))
        last = change
    return moves


def courses_title(indicator_id: str, courses: Mapping[str, Sequence[Change]]) -> tuple[str, str]:
    """What several places' courses say, by name: title and second line (the places without a clear change)."""
    inline = _first_lower(t(f"subject.{indicator_id}"))
    clear, rest = [], []
    for name, changes in courses.items():
        moved = [change for change in changes if change.verdict in CLEAR]
        if moved:
            told = [tight(t(f"course.short_{change.verdict}", **years_of(change))) for change in moved]
            clear.append(t("course.place_moves", name=tight(name), moves=names(told)))
        else:
            rest.append((name, changes))
    second = rest_words(indicator_id, rest)
    if clear:
        return t("course.several_clear", subject_inline=inline, places="; ".join(clear)), " ".join(second)
    if any(_tested(changes) for _, changes in rest):
        return t("course.several_none", subject_inline=inline), " ".join(second)
    return t("course.several_untestable", subject_inline=inline), ""


def rest_words(indicator_id: str, rest: Sequence[tuple[str, Sequence[Change]]]) -> list[str]:
    """The places without a clear change: those of a possible one (its newest), those without, those nobody can tell."""
    possible: list[str] = []
    still: list[str] = []
    open_: list[str] = []
    for name, changes in rest:
        may = [change for change in changes if change.verdict.possible]
        if may:
            possible.append(t("course.place_possible", name=tight(name), moves=_possible(may[-1])))
        else:
            (still if _tested(changes) else open_).append(tight(name))
    sentences = [f"{'; '.join(possible)}."] if possible else []
    sentences += [t("course.still", names=names(still))] if still else []
    return [*sentences, *([t("course.open", names=names(open_))] if open_ else [])]


def _tested(changes: Sequence[Change]) -> bool:
    return any(change.verdict is not Verdict.NOT_TESTABLE for change in changes)


def _first_lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _first_upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def between_title(indicator_id: str, before: int, after: int, verdicts: Mapping[str, Verdict], noun: str) -> str:
    """What happened in all places of a level from one year to another, by place name."""
    values = {"before": before, "after": after, "noun": noun, "total": len(verdicts)}
    moved = {verdict: [name for name, found in verdicts.items() if found is verdict] for verdict in Verdict}
    tested = len(verdicts) - len(moved[Verdict.NOT_TESTABLE])
    if not tested:
        return t("between.untestable", **values)
    parts: list[str] = []
    for verdict in CLEAR:
        if len(moved[verdict]) == len(verdicts):
            parts.append(t("between.everywhere", moved=told_words(indicator_id, verdict), **values))
        elif moved[verdict]:
            who = names((tight(name) for name in moved[verdict]), most=5)
            said = t(f"verdict.told_{verdict}", told="").strip() if parts else told_words(indicator_id, verdict)
            parts.append(t("between.some", moved=said, names=who))
    if parts:
        return _first_upper(t("between.clear", moves=names(parts), **values))
    key = "between.none" if tested > 1 else "between.none_one"
    return t(key, tested=tested, **values)


def between_certainty(indicator_id: str, verdicts: Mapping[str, Verdict]) -> str:
    """Who may have moved, who has no clear change, who is unchanged, and for whom nobody can tell."""
    parts = []
    for verdict in (Verdict.MAY_HAVE_RISEN, Verdict.MAY_HAVE_FALLEN, Verdict.NOT_CLEAR, Verdict.UNCHANGED):
        who = [tight(name) for name, found in verdicts.items() if found is verdict]
        if who:
            words = _first_upper(verdict_words(indicator_id, verdict))
            parts.append(t("between.of", words=words, names=names(who, most=5)))
    open_ = [tight(name) for name, verdict in verdicts.items() if verdict is Verdict.NOT_TESTABLE]
    if open_ and len(open_) < len(verdicts):
        parts.append(t("course.open", names=names(open_, most=5)))
    return " ".join(parts)
