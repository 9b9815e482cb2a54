"""The legend beside the map: the class table, the flag states and the efforts, each with its count."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.status_group import StatusGroup, grouped
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.efforts import OVERLAYS, Overlay
from sikkerby_geo.facts.indicators import SURVEY_FROM, Aggregation
from sikkerby_geo.text import t
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import BOUND, MISSING, Look, class_index, classes, look_of
from sikkerby_geo.views.map.report_layer import layer_notes


@dataclass(frozen=True)
class Entry:
    """One line of the legend: a look, an effort symbol or a group, its words and its count (None = not known)."""

    label: str
    count: int | None
    look: Look | None = None
    symbol: str = ""
    limit_above: bool = False
    group: str = ""


@dataclass(frozen=True)
class Legend:
    """Value classes, flag states (none without a rule), efforts by group and by kind, and the words of the limit."""

    title: str
    values: tuple[Entry, ...]
    limit: str
    states_title: str
    states: tuple[Entry, ...]
    efforts_title: str
    groups: tuple[Entry, ...]
    efforts: tuple[Entry, ...]
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
        groups=_groups(atlas, choice),
        efforts=_efforts(atlas, choice),
        notes=(*_notes(atlas, choice), *layer_notes(atlas, choice)),
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


def _unknown_from(atlas: Atlas, choice: Choice) -> int | None:
    """The last year known of the chosen overlays, where the choice's year is later; None where it is not."""
    if choice.every_year:
        return None
    periods = [o for o in OVERLAYS if o.overlay_id in choice.overlays and not o.timeless and not o.persists]
    ends = [year for overlay in periods if (year := atlas.documented_to.get(overlay.table)) is not None]
    return max((year for year in ends if year < choice.year), default=None)


def _on_map(atlas: Atlas, choice: Choice) -> list[Effort]:
    return [*effort_words.shown(atlas, choice), *effort_words.whole_area(atlas, choice)]


def offered(atlas: Atlas) -> tuple[Overlay, ...]:
    """The overlays there is anything to say of: those of the record, and of the own ones those that hold an effort."""
    held = {effort.overlay for effort in atlas.efforts}
    return tuple(overlay for overlay in OVERLAYS if not overlay.own or overlay in held)


def _readable(atlas: Atlas, overlay: Overlay) -> bool:
    return overlay.own or atlas.readable(overlay.table)


def count(atlas: Atlas, overlay: Overlay, choice: Choice) -> int | None:
    """How many efforts an overlay shows for a choice (marks of whole districts included); None = not readable."""
    if not _readable(atlas, overlay):
        return None
    return len(_on_map(atlas, replace(choice, overlays=(overlay.overlay_id,))))


def proposed(atlas: Atlas, choice: Choice) -> int:
    """How many efforts of a choice's overlays were only proposed and can be shown."""
    found = _on_map(atlas, replace(choice, proposals=True))
    return len(grouped(atlas, found, choice.known_in)[StatusGroup.PROPOSED])


def _groups(atlas: Atlas, choice: Choice) -> tuple[Entry, ...]:
    """What is known of the efforts on the map, with counts; after the record's end none in progress is not known."""
    if all(overlay.timeless or overlay.overlay_id not in choice.overlays for overlay in OVERLAYS):
        return ()
    found = grouped(atlas, _on_map(atlas, choice), choice.known_in)
    entries = []
    for group, efforts in found.items():
        if group is StatusGroup.PROPOSED and not choice.proposals:
            continue
        unknown = group is StatusGroup.IN_PROGRESS and not efforts and _unknown_from(atlas, choice) is not None
        entries.append(Entry(effort_words.group_name(group), None if unknown else len(efforts), group=group))
    return tuple(entries)


def _efforts(atlas: Atlas, choice: Choice) -> tuple[Entry, ...]:
    shown, whole = effort_words.shown(atlas, choice), effort_words.whole_area(atlas, choice)
    entries = []
    for overlay in offered(atlas):
        if overlay.overlay_id not in choice.overlays:
            continue
        mine = [effort for effort in shown if effort.overlay is overlay]
        usual = overlay.kinds[0].symbol
        for symbol in dict.fromkeys(effort.kind.symbol for effort in mine) or (usual,):
            number = sum(effort.kind.symbol == symbol for effort in mine)
            label = t(f"overlay_one.{overlay.overlay_id if symbol == usual else symbol}")
            entries.append(Entry(label, number if _readable(atlas, overlay) else None, symbol=symbol))
        marks = sum(effort.overlay is overlay for effort in whole)
        if marks:
            entries.append(Entry(t("overlay_one.whole_area"), marks, symbol="whole_area"))
    return tuple(entries)


def _notes(atlas: Atlas, choice: Choice) -> list[str]:
    notes = [t("legend.clear")] if _states(atlas, choice) else []
    if not choice.indicator.surveyed:
        notes.append(t("legend.same_classes"))
    if choice.indicator.unit == "kroner":
        notes.append(t("legend.thousands"))
    if (last := _unknown_from(atlas, choice)) is not None:
        notes.append(effort_words.record_ends(atlas.efforts, last))
    unplaced = effort_words.unplaced(atlas, choice)
    if unplaced:
        notes.append(t("effort.no_place_count", count=len(unplaced)))
    return notes
