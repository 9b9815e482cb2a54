"""What Udvikling says first: the chosen place beside the city, who is new on the rule's list and who left it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.figures.beside_city import moved_beside_city
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.goals.rule_moves import RuleMoves, rule_moves
from sikkerby_geo.domain.programme.events import events_on
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.rules import Rule
from sikkerby_geo.text import names, t, tight
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.beside_words import moved_beside_words
from sikkerby_geo.views.base.change_words import at_most_possible, if_printed, verdict_words
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.state_words import side_words
from sikkerby_geo.views.charts.event_marks import between_words
from sikkerby_geo.views.trends.comparison import says

MOST_NAMES = 5


@dataclass(frozen=True)
class Opening:
    """The page's first sentence and the lines under it."""

    title: str
    lines: tuple[str, ...]


def opening_words(atlas: Atlas, choice: Choice, other_year: int) -> Opening:
    """The chosen place first, else who came onto the rule's list; then what happened everywhere, and how sure."""
    before, after = sorted((choice.year, other_year))
    everywhere = says(atlas, choice, other_year)
    listed = _listed(atlas, choice, before, after)
    told = [*listed, everywhere.title, everywhere.certainty]
    place = choice.place(atlas)
    if place is not None:
        told = [_place(atlas, choice, place, before, after), *_beside(atlas, choice, place, before, after), *told]
    told.append(_between(atlas, choice, place or CITY, before, after))
    first, *rest = filter(None, told)
    return Opening(first, tuple(line if line.endswith(".") else f"{line}." for line in rest))


def _between(atlas: Atlas, choice: Choice, place: Place, before: int, after: int) -> str:
    """What lay between the two years, and that it is no explanation; blank where nothing did."""
    events = events_on(atlas, choice.indicator, [place], choice.events)
    said = between_words(events, choice.indicator, before, after)
    return f"{said} {t('event.no_cause')}" if said else ""


def _place(atlas: Atlas, choice: Choice, place: Place, before: int, after: int) -> str:
    """A place's own change: Valby: muligt fald, fra 88 % i 2025 til 79 % i 2026, hvis 2026-tallet ikke …"""
    moved = atlas.change_between(choice.indicator_id, place.place_id, before, after)
    old, new = (figures.short(cell) or t(f"missing_short.{cell.missing}") for cell in (moved.before, moved.after))
    values = {"name": tight(place.name), "before": old, "after": new, "year_before": before, "year": after}
    verdict = at_most_possible(atlas, moved) if moved.doubted else moved.verdict
    if verdict is Verdict.NOT_TESTABLE:
        return t("udvikling.place_not_testable", **values)
    said = t("udvikling.place_moved", words=verdict_words(choice.indicator_id, verdict), **values)
    return f"{said}, {if_printed(moved)}" if moved.doubted else said


def _beside(atlas: Atlas, choice: Choice, place: Place, before: int, after: int) -> list[str]:
    """The place's change held against the city's, and the city's own; nothing where one of the figures is missing."""
    found = moved_beside_city(atlas, choice.indicator_id, choice.level, before, after).get(place.place_id)
    if found is None:
        return []
    return [moved_beside_words(place, found), _place(atlas, choice, CITY, before, after)]


def _listed(atlas: Atlas, choice: Choice, before: int, after: int) -> list[str]:
    """Who is new on the list of the chosen rule, who left it and who stayed; nothing without a rule for both years."""
    rule = choice.rule
    if rule is None or not rule.computed_in(before):
        return []
    moves = rule_moves(atlas, rule, choice.level, before, after)
    return [] if moves is None else [_moved(atlas, rule, moves, before, after), _rest(atlas, rule, moves, after)]


def _moved(atlas: Atlas, rule: Rule, moves: RuleMoves, before: int, after: int) -> str:
    parts = [
        t(f"udvikling.list_{name}", places=_named(atlas, rule, places, after))
        for name, places in (("new", moves.new), ("left", moves.left))
        if places
    ]
    nobody = t("udvikling.list_same_known" if moves.unknown else "udvikling.list_same")
    side = t(f"rule.{rule.rule_id}.Flagged")
    return t("udvikling.list", Side=side, before=before, after=after, moves=" ".join(parts) or nobody)


def _rest(atlas: Atlas, rule: Rule, moves: RuleMoves, after: int) -> str:
    stayed = t("udvikling.list_stayed", places=_named(atlas, rule, moves.stayed, after)) if moves.stayed else ""
    unknown = names((tight(place.name) for place in moves.unknown), most=MOST_NAMES)
    open_ = t("udvikling.list_unknown", places=unknown) if unknown else ""
    return " ".join(filter(None, (stayed, open_)))


def _named(atlas: Atlas, rule: Rule, places: Iterable[Place], year: int) -> str:
    """Places with their figure and how sure it is which side it lies on."""
    return names((_name(atlas, rule, place, year) for place in places), most=MOST_NAMES)


def _name(atlas: Atlas, rule: Rule, place: Place, year: int) -> str:
    cell, flag = atlas.observation(rule.indicator_id, place.place_id, year), atlas.flag(rule, place.place_id, year)
    caveat = t("figure.misprint") if cell.figure is not None and cell.figure.doubted else ""
    sure = t("missing_short.only_bound") if flag.state.bound_only else side_words(rule, flag)
    said = ", ".join(filter(None, (figures.short(cell), sure, caveat)))
    return t("udvikling.list_place", name=tight(place.name), said=said)
