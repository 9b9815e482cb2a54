"""The legend beside the map: the class table, the flag states and the efforts, each with its count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.efforts import OVERLAYS, Overlay
from sikkerby_geo.facts.indicators import SURVEY_FROM, Aggregation
from sikkerby_geo.text import t
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import BOUND, MISSING, Look, class_index, classes, look_of


@dataclass(frozen=True)
class Entry:
    """One line of the legend: a look or an effort symbol, its words and how many it counts (None = not known)."""

    label: str
    count: int | None
    look: Look | None = None
    symbol: str = ""
    limit_above: bool = False


@dataclass(frozen=True)
class Legend:
    """Value classes, flag states (none without a rule), efforts, and the words of the limit."""

    title: str
    values: tuple[Entry, ...]
    limit: str
    states_title: str
    states: tuple[Entry, ...]
    efforts_title: str
    efforts: tuple[Entry, ...]
    stages: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]


STATE_CLASS = {
    FlagState.FLAGGED_SURE: 3,
    FlagState.FLAGGED_UNSURE: 2,
    FlagState.CLEAR_UNSURE: 1,
    FlagState.CLEAR_SURE: 0,
}


def legend(atlas: Atlas, choice: Choice) -> Legend:
    """The legend of a choice; the same class table and looks as the map."""
    places = atlas.places.at(choice.level)
    cells = [atlas.observation(choice.indicator_id, place.place_id, choice.year) for place in places]
    indexes = [class_index(choice.scale, cell.figure.value) for cell in cells if cell.figure is not None]
    bounds = sum(cell.figure is None and cell.flag_range is not None for cell in cells)
    spans = choice.indicator.aggregation is Aggregation.SPAN
    values = [
        Entry(value.label, indexes.count(value.index), Look(value.colour), limit_above=value.limit_above)
        for value in classes(choice.scale)
    ]
    values.append(Entry(t("class.parts" if spans else "class.bound"), bounds, Look(BOUND)))
    values.append(Entry(t("class.missing"), len(cells) - len(indexes) - bounds, Look(MISSING)))
    measure, limit = choice.indicator, choice.scale.limit
    return Legend(
        title=t("legend.value", measure=t(f"indicator.{choice.indicator_id}.name"), year=choice.year),
        values=tuple(values),
        limit="" if limit is None else t("class.limit", limit=figures.value_words(limit, choice.indicator.unit)),
        states_title=t("legend.flag_under" if choice.rule and not measure.worse_high else "legend.flag"),
        states=_states(atlas, choice),
        efforts_title=t("legend.efforts_every") if choice.every_year else t("legend.efforts", year=choice.year),
        efforts=_efforts(atlas, choice),
        stages=_stages(atlas, choice),
        notes=tuple(_notes(atlas, choice)),
    )


def _states(atlas: Atlas, choice: Choice) -> tuple[Entry, ...]:
    rule = choice.rule
    if rule is None or choice.year < SURVEY_FROM:
        return ()
    found = list(atlas.states(rule, choice.level, choice.year).values())
    return tuple(
        Entry(t(f"state.{rule.comparison}.{state}"), found.count(state), look_of(STATE_CLASS.get(state), state, True))
        for state in FlagState
        if state is not FlagState.NO_FIGURE
    )


def known_in(atlas: Atlas, overlay: Overlay, choice: Choice) -> bool:
    """Whether the record of an overlay reaches the chosen year: after it, a count is not known."""
    documented_to = atlas.documented_to.get(overlay.table)
    reaches = overlay.timeless or overlay.persists or documented_to is None or choice.year <= documented_to
    return choice.every_year or reaches


def count(atlas: Atlas, overlay: Overlay, choice: Choice) -> int | None:
    """How many efforts an overlay shows for a choice (marks of whole districts included); None = not known."""
    if not atlas.readable(overlay.table) or not known_in(atlas, overlay, choice):
        return None
    alone = replace(choice, overlays=(overlay.overlay_id,))
    return len(effort_words.shown(atlas, alone)) + len(effort_words.whole_area(atlas, alone))


def _efforts(atlas: Atlas, choice: Choice) -> tuple[Entry, ...]:
    shown, whole = effort_words.shown(atlas, choice), effort_words.whole_area(atlas, choice)
    entries = []
    for overlay in OVERLAYS:
        if overlay.overlay_id not in choice.overlays:
            continue
        mine = [effort for effort in shown if effort.overlay is overlay]
        known = known_in(atlas, overlay, choice)
        usual = overlay.kinds[0].symbol
        for symbol in dict.fromkeys(effort.kind.symbol for effort in mine) or (usual,):
            number = sum(effort.kind.symbol == symbol for effort in mine)
            label = t(f"overlay_one.{overlay.overlay_id if symbol == usual else symbol}")
            entries.append(Entry(label, number if known else None, symbol=symbol))
        marks = sum(effort.overlay is overlay for effort in whole)
        if marks:
            entries.append(Entry(t("overlay_one.whole_area"), marks, symbol="whole_area"))
    return tuple(entries)


def _stages(atlas: Atlas, choice: Choice) -> tuple[tuple[str, str], ...]:
    """(stage, word) of the stages on the map, for the key under the effort symbols."""
    staged = [effort for effort in effort_words.shown(atlas, choice) if effort.told_stage]
    found = {effort_words.stage_then(effort, choice) for effort in staged}
    order = (Stage.COMPLETED, Stage.DECIDED, Stage.RECOMMENDED)
    return tuple((stage.value, t(f"effort.stage_{stage}")) for stage in order if stage in found)


def _notes(atlas: Atlas, choice: Choice) -> list[str]:
    notes = [t("legend.clear")] if _states(atlas, choice) else []
    if not choice.indicator.surveyed:
        notes.append(t("legend.same_classes"))
    if choice.indicator.unit == "kroner":
        notes.append(t("legend.thousands"))
    ends = [
        atlas.documented_to[overlay.table]
        for overlay in OVERLAYS
        if overlay.overlay_id in choice.overlays and not known_in(atlas, overlay, choice)
    ]
    if ends:
        notes.append(t("effort.record_ends", year=max(ends)))
    unplaced = effort_words.unplaced(atlas, choice)
    if unplaced:
        notes.append(t("effort.no_place_count", count=len(unplaced)))
    return notes
