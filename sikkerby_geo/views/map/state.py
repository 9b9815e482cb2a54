"""What the browser's map is told: once how it is made, and for each choice styles and texts, never geometry."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.status_group import group_of, grouped
from sikkerby_geo.domain.figures.flags import Flag, FlagState
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.geography import BACKDROP_NAMES, VIEW
from sikkerby_geo.text import t
from sikkerby_geo.views.base import effort_words, figures
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.palette import class_index, look_of
from sikkerby_geo.views.base.state_words import state_words
from sikkerby_geo.views.map import message
from sikkerby_geo.views.map.message import AreaState, EffortState, GeometryFiles, MapSetup, MapState
from sikkerby_geo.views.map.report_layer import layer_cells


def map_setup(files: GeometryFiles) -> MapSetup:
    """What the browser makes its map with, once: where its geometry is, the view, the names and the words on it."""
    return {
        "files": files,
        "view": list(VIEW),
        "names": [
            {"name": t(f"map.name.{one.name_id}"), "at": list(one.at), "water": one.water} for one in BACKDROP_NAMES
        ],
        "texts": {
            "title": t("map.title"),
            "map_label": t("map.label"),
            "zoom_in": t("map.zoom_in"),
            "zoom_out": t("map.zoom_out"),
            "reset": t("map.reset"),
            "cluster": t("map.more_here"),
            "failed": t("map.failed"),
        },
    }


def map_state(atlas: Atlas, choice: Choice) -> MapState:
    """The state the browser paints: a look, a label and a tooltip for each area, and the efforts shown."""
    whole = effort_words.whole_area(atlas, choice)
    areas = {place.place_id: area_state(atlas, choice, place, whole) for place in atlas.places.at(choice.level)}
    shown = [effort_state(effort, choice, atlas) for effort in effort_words.shown(atlas, choice)]
    return message.map_state(choice.level, choice.place_id, areas, shown, layer_cells(atlas, choice))


def area_state(atlas: Atlas, choice: Choice, place: Place, whole: list[Effort]) -> AreaState:
    """How one area is drawn and labelled; ``whole`` are the efforts that cover whole districts."""
    cell = atlas.observation(choice.indicator_id, place.place_id, choice.year)
    state = atlas.flag(choice.rule, place.place_id, choice.year) if choice.rule else Flag(FlagState.NO_FIGURE)
    index = class_index(choice.scale, cell.figure.value) if cell.figure is not None else None
    bounded = cell.figure is None and cell.flag_range is not None
    look = look_of(index, state.state, bounded)
    members = set(place.members)
    return message.area_state(
        place,
        look,
        figure=figures.short(cell),
        word=t("state.label.unsure") if state.state.unsure else "",
        whole_area=_leading(atlas, [effort for effort in whole if members & set(effort.area_ids)], choice),
        tip=area_tip(atlas, choice, place, cell, state),
    )


def _leading(atlas: Atlas, efforts: list[Effort], choice: Choice) -> str:
    """The first group, in their order, that any of the efforts is in; blank without efforts."""
    return next((group.value for group, found in grouped(atlas, efforts, choice.known_in).items() if found), "")


def area_tip(atlas: Atlas, choice: Choice, place: Place, cell: Observation, flag: Flag) -> list[str]:
    """The lines of an area's tooltip: name, figure in full or why it is missing, state, source."""
    lines = [place.name, f"{t(f'indicator.{cell.indicator_id}.name')}: {figures.full(cell)}" if cell.sources else ""]
    if cell.figure is None:
        lines.append(figures.missing(cell, atlas))
    if choice.rule and flag.state is not FlagState.NO_FIGURE:
        lines.append(state_words(choice.rule, flag))
    if cell.sources:
        lines.append(t("figure.source", sources=figures.titles(cell.sources)))
    return [line for line in lines if line]


def effort_state(effort: Effort, choice: Choice, atlas: Atlas) -> EffortState:
    """How one effort is drawn: by what is known of it in the choice's year."""
    group = group_of(atlas, effort, choice.known_in)
    return {"id": effort.effort_id, "layer": effort.overlay.table, "group": group or ""}
