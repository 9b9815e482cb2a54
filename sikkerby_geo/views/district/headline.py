"""What Bydel says of a place first: its newest figure, what became of it, and the rule of the long series."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.beside_city import moved_beside_city
from sikkerby_geo.domain.figures.changes import CLEAR, Change, Verdict
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Caveat, Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.rules import LONG_RULE, RULES_IN_SIGHT, Rule
from sikkerby_geo.text import first_upper, t
from sikkerby_geo.views.base import figures
from sikkerby_geo.views.base.area_years import newest_areas_line, years_by_area
from sikkerby_geo.views.base.beside_words import moved_beside_words
from sikkerby_geo.views.base.change_words import at_most_possible, if_printed, verdict_words
from sikkerby_geo.views.base.clear_words import clear_condition
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.district.gaps import years_words


def title(atlas: Atlas, place: Place) -> str:
    """The newest figure under a rule in sight with its change, and what the long series' rule says of all its years."""
    newest = _newest(atlas, place)
    sentences = [] if newest is None else [_figure(atlas, place, *newest), _change(atlas, newest[1])]
    return " ".join(filter(None, [*sentences, _long_series(atlas, place)]))


def certainty(atlas: Atlas, place: Place, shown: Iterable[Observation]) -> str:
    """How the newest change stands beside the city's, and how sure the figures ``shown`` are."""
    flagged, _, sure = decided_years(atlas, place, LONG_RULE)
    alone = len(place.members) == 1
    sentences = [_beside_city(atlas, place), "" if alone else newest_areas_line(atlas, LONG_RULE)]
    if flagged and alone:
        side = t(f"rule.{LONG_RULE.rule_id}.flagged")
        key = "profile.sure_years" if sure else "profile.no_sure_year"
        sentences.append(t(key, side=side, years=years_words(sure) if sure else ""))
    cells = [*shown]
    if any(Caveat.TRANSCRIPT in cell.caveats for cell in cells):
        sentences.append(t("profile.transcript"))
    if any(Caveat.UNPUBLISHED in cell.caveats for cell in cells):
        sentences.append(t("profile.unpublished"))
    return " ".join(filter(None, [*sentences, t("profile.answers"), clear_condition(atlas)]))


def decided_years(atlas: Atlas, place: Place, rule: Rule) -> tuple[list[int], list[int], list[int]]:
    """Years on the flagged side, on the other, and surely on the flagged side."""
    states = {year: atlas.flag(rule, place.place_id, year).state for year in atlas.years}
    flagged = [year for year, state in states.items() if state.flagged]
    clear = [year for year, state in states.items() if state.flagged is False]
    return flagged, clear, [year for year in flagged if states[year] is FlagState.FLAGGED_SURE]


def _newest(atlas: Atlas, place: Place) -> tuple[Rule, Observation] | None:
    """The newest figure under a rule in sight; with equal years the first rule's."""
    found = [(rule, cell) for rule in RULES_IN_SIGHT if (cell := atlas.newest(rule.indicator_id, place.place_id))]
    return max(found, key=lambda pair: pair[1].year, default=None)


def _figure(atlas: Atlas, place: Place, rule: Rule, cell: Observation) -> str:
    flag = atlas.flag(rule, place.place_id, cell.year)
    words = state_words(rule, flag)
    those = t(f"those.{rule.indicator_id}")
    values = {"year": cell.year, "figure": figures.short(cell), "those": those}
    if flag.state.flagged is None:
        return t("profile.newest_open", **values)
    return t("profile.newest", state=words[0].lower() + words[1:], **values)


def _change(atlas: Atlas, cell: Observation) -> str:
    """What became of the newest figure: clear, possible or not clear; nothing where there is none to compare with."""
    moved = atlas.latest_change(cell.indicator_id, cell.place_id, cell.year)
    if moved is None or (moved.verdict is Verdict.NOT_TESTABLE and not moved.doubted):
        return ""
    verdict = at_most_possible(atlas, moved) if moved.doubted else moved.verdict
    words = first_upper(verdict_words(cell.indicator_id, verdict))
    condition = t("profile.moved_if", condition=if_printed(moved)) if moved.doubted else ""
    if verdict in CLEAR or verdict.possible:
        key = "profile.moved"
    else:
        key = "profile.same" if figures.short(moved.before) == figures.short(moved.after) else "profile.not_moved"
    return t(key, words=words, condition=condition, **_ends(moved))


def _ends(moved: Change) -> dict[str, object]:
    before = figures.short(moved.before)
    unit = moved.after.indicator.unit
    return {
        "before": before.removesuffix("\u00a0%") if unit == "percent" else before,
        "after": figures.short(moved.after),
        "year": moved.before.year,
    }


def _beside_city(atlas: Atlas, place: Place) -> str:
    """The newest change held against the city's over the same years."""
    newest = _newest(atlas, place)
    if newest is None:
        return ""
    cell = newest[1]
    moved = atlas.latest_change(cell.indicator_id, place.place_id, cell.year)
    if moved is None:
        return ""
    found = moved_beside_city(atlas, cell.indicator_id, place.level, moved.before.year, cell.year)
    return moved_beside_words(place, found[place.place_id]) if place.place_id in found else ""


def _long_series(atlas: Atlas, place: Place) -> str:
    """What the long series' rule says of all its years; of a larger place, of each of its areas."""
    if len(place.members) > 1:
        return years_by_area(atlas, place, LONG_RULE)
    flagged, clear, _ = decided_years(atlas, place, LONG_RULE)
    side, Side = t(f"rule.{LONG_RULE.rule_id}.flagged"), t(f"rule.{LONG_RULE.rule_id}.Flagged")
    if flagged and not clear:
        return t("profile.always", Side=Side, years=years_words(flagged))
    if flagged:
        return t("profile.some", Side=Side, years=years_words(flagged), others=years_words(clear))
    if clear:
        return t("profile.never", side=side, years=years_words(clear))
    return t("profile.undecided", side=side)
