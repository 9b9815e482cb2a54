"""Where an effort is: drawn on the map, picked, searched, typed as coordinates or taken from a file."""

from __future__ import annotations

from functools import partial
from typing import Any

import streamlit as st
from shapely.geometry.base import BaseGeometry

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.named_places import NamedPlace, NameKind
from sikkerby_geo.domain.register.placing import Placing
from sikkerby_geo.domain.whatif.drawings import picked, shape_of
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.register import DRAWN, FIELD
from sikkerby_geo.facts.thresholds import LONGEST_QUERY, MOST_UPLOAD_BYTES
from sikkerby_geo.text import names, t
from sikkerby_geo.ui.efforts import draft as drafts
from sikkerby_geo.ui.efforts.draft import Draft, place_key
from sikkerby_geo.ui.frame import cache
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.ui.frame.map_panel import Drawable, show_drawing
from sikkerby_geo.ui.whatif.drawn_shapes import click_of, drawn_geometry
from sikkerby_geo.views.base.finder import found
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts import place_shapes
from sikkerby_geo.views.efforts.entries import area_name
from sikkerby_geo.views.efforts.field_words import value_words
from sikkerby_geo.views.map.drawn import DrawnState
from sikkerby_geo.views.whatif import picking
from sikkerby_geo.views.whatif.drawing_map import districts_state
from sikkerby_geo.views.whatif.trouble import trouble_words
from sikkerby_geo.views.whatif.typed import example, typed_corners

PLACE = Drawable("edit-map", ("point", "line", "polygon", "edit", "remove"), by_keyboard=True)
TABS = ("draw", "pick", "search", "typed", "file")
MOST_FOUND = 8


@st.cache_resource(max_entries=2, show_spinner=False)
def _placing(version: str, _atlas: Atlas) -> Placing:
    return Placing(_atlas)


@st.cache_data(max_entries=2, show_spinner=False)
def _pickable(version: str, _atlas: Atlas) -> dict[str, str]:
    return dict(picking.areas(_atlas))


def show(atlas: Atlas, draft: Draft) -> None:
    """The ways to a place beside the map, and what came of them."""
    with st.container(key="edit-place"):
        with st.container(key="edit-place-ways"):
            tabs = st.tabs([t(f"editing.place.tab_{name}") for name in TABS])
            for tab, way in zip(tabs, (_draw, _pick, _search, _typed, _file), strict=True):
                with tab:
                    way(atlas, draft)
            _now(atlas, draft)
        with st.container(key="edit-place-map"):
            _map(atlas, draft)


def _now(atlas: Atlas, draft: Draft) -> None:
    for text in draft.told.get("place", ()):
        st.html(render("message.html", text=text))
    said = value_words(FIELD["geometry"], draft.shape, atlas)
    words = t("editing.place.now", shape=said) if draft.shape is not None else t("editing.place.none")
    st.html(render("whatif_note.html", text=words))
    if draft.shape is not None:
        st.button(t("editing.place.remove"), key=place_key("remove"), on_click=_remove, args=(atlas,), type="tertiary")


def _map(atlas: Atlas, draft: Draft) -> None:
    if not atlas.readable("survey_areas_layer") or not atlas.places.places:
        st.info(t("editing.place.no_map"))
        return
    areas = draft.typed["area_ids"]
    drawn: DrawnState = {
        "shape": place_shapes.geometry_state(draft.shape),
        "scenarios": [],
        "seen": draft.click,
        "kept": draft.stands,
    }
    state = districts_state(atlas, (), areas[0] if len(areas) == 1 else None)
    show_drawing(atlas, state, drawn, partial(receive, atlas), PLACE)


def receive(atlas: Atlas, value: object) -> None:
    """Take in what the map sent: a shape, or a district that was chosen. A refused shape changes nothing."""
    draft = drafts.current()
    if draft is None:
        return
    drafts.take_in(draft)
    draft.click = click_of(value) or draft.click
    place = value.get("place") if isinstance(value, dict) else None
    if isinstance(place, str):
        _add_areas(draft, atlas, (place,))
        return
    try:
        take(atlas, draft, drawn_geometry(value))
        draft.stands = draft.click
    except SikkerByError as error:
        draft.stands = 0
        draft.told["place"] = (t("whatif.refused", why=trouble_words(error)), t("editing.place.as_before"))


def take(atlas: Atlas, draft: Draft, shape: BaseGeometry | None, basis: str = DRAWN, precision: str = "") -> None:
    """Give an effort its place, and fill in the areas it lies in; None takes it away.

    Raises
    ------
    SikkerByError
        It can be no effort's place.
    """
    why = "" if shape is None else place_shapes.why_not(shape, draft.typed["kind"] or "", atlas)
    if why:
        raise SikkerByError("editing.place.refused", why=why)
    draft.shape, draft.stands = shape, 0
    draft.told["place"] = ()
    drafts.put(draft, "basis", None if shape is None else basis)
    if precision or shape is None:
        drafts.put(draft, "precision", precision or None)
    if shape is None:
        return
    areas = _placing(atlas.version, atlas).areas(shape)
    if areas:
        drafts.put(draft, "area_ids", list(areas))
        said = names(area_name(area, atlas) for area in areas)
        draft.told["place"] = (t("editing.place.areas_filled", areas=said),)
    else:
        draft.told["place"] = (t("editing.place.areas_none"),)


def _add_areas(draft: Draft, atlas: Atlas, areas: tuple[str, ...]) -> None:
    known = {place.place_id for place in atlas.places.at(Level.SURVEY_AREA)}
    added = [*draft.typed["area_ids"], *(area for area in areas if area in known)]
    drafts.put(draft, "area_ids", list(dict.fromkeys(added)))


def _remove(atlas: Atlas) -> None:
    draft = drafts.current()
    if draft is not None:
        drafts.take_in(draft)
        take(atlas, draft, None)


def _told(draft: Draft, part: str) -> None:
    if draft.told.get(part):
        st.html(render("whatif_faults.html", texts=draft.told[part]))


def _try(draft: Draft, part: str, act: Any) -> None:
    """Do something to the place, or tell in its part why that cannot be; what stood there stands."""
    try:
        act()
        draft.told[part] = ()
    except SikkerByError as error:
        draft.told[part] = (trouble_words(error),)


def _draw(atlas: Atlas, draft: Draft) -> None:
    st.html(render("whatif_note.html", text=t("editing.place.draw_help")))


def _pick(atlas: Atlas, draft: Draft) -> None:
    words = _pickable(atlas.version, atlas)

    def choose() -> None:
        drafts.take_in(draft)
        chosen = str(st.session_state.get(place_key("pick")) or "")
        if chosen in atlas.places:
            _add_areas(draft, atlas, atlas.places[chosen].members)
        elif chosen:
            row = atlas.register.get(chosen)
            basis, precision = (row.entry.basis, row.entry.precision) if row is not None else (DRAWN, "approximate")
            _try(draft, "pick", lambda: take(atlas, draft, shape_of(atlas, picked(atlas, chosen)), basis, precision))

    st.selectbox(
        t("editing.place.pick"),
        list(words),
        filter_mode="contains",
        format_func=lambda each: words.get(each, str(each)),
        index=None,
        placeholder=t("whatif.search"),
        help=t("editing.place.pick_help"),
        key=place_key("pick"),
        on_change=choose,
    )
    _told(draft, "pick")


def _search(atlas: Atlas, draft: Draft) -> None:
    _filled("search", draft)
    typed = st.text_input(
        t("editing.place.search"), type="search", max_chars=LONGEST_QUERY.value, key=place_key("search")
    )
    if not typed or not typed.strip():
        return
    answer = cache.place_index(atlas.version, atlas).find(typed)
    rows = found(answer, typed.strip(), atlas.places, Level.SURVEY_AREA).rows
    listed = [hit.named for hit in answer.hits] or list(answer.near)
    if not listed:
        st.html(render("whatif_note.html", text=t("editing.place.search_nothing")))
    for number, (named, row) in enumerate(zip(listed[:MOST_FOUND], rows, strict=False)):
        words = place_shapes.named_words(named, row.about, atlas)
        st.button(plain(words), key=place_key(f"hit-{number}"), on_click=_use, args=(atlas, named), type="tertiary")
    _told(draft, "search")


def _use(atlas: Atlas, named: NamedPlace) -> None:
    """Take a name that was found: its geometry where we have it, else its areas, and a street's name as words."""
    draft = drafts.current()
    if draft is None:
        return
    drafts.take_in(draft)
    shape = place_shapes.shape_of_named(named, atlas)
    if shape is not None:
        effort = named.effort
        basis = effort.basis if effort is not None and effort.basis in FIELD["basis"].codes else "named_place"
        precision = effort.precision if effort is not None else ""
        _try(draft, "search", lambda: take(atlas, draft, shape, basis, precision or "exact"))
        return
    _add_areas(draft, atlas, tuple(sorted(named.area_ids)))
    said = draft.typed["place_words"]
    if named.kind in (NameKind.STREET, NameKind.EVERYDAY, NameKind.ESTATE) and named.name not in said:
        drafts.put(draft, "place_words", ", ".join(filter(None, (said, named.name))))


def _typed(atlas: Atlas, draft: Draft) -> None:
    def use() -> None:
        drafts.take_in(draft)
        written = typed_corners(draft.place["corners"])
        if written.faults:
            draft.told["typed"] = written.faults
            return
        form = st.session_state.get(place_key("form")) or "point"
        _try(draft, "typed", lambda: take(atlas, draft, place_shapes.from_corners(written.corners, form)))

    _filled("corners", draft)
    st.text_area(
        t("editing.place.typed"),
        help=t("editing.place.typed_help", example=example()),
        height=110,
        key=place_key("corners"),
    )
    st.segmented_control(
        t("editing.place.form"),
        list(place_shapes.FORMS),
        format_func=lambda form: t(f"editing.place.form_{form}"),
        default="point",
        required=True,
        key=place_key("form"),
    )
    _told(draft, "typed")
    st.button(t("editing.place.use_typed"), key=place_key("use"), on_click=use)


def _file(atlas: Atlas, draft: Draft) -> None:
    def load() -> None:
        drafts.take_in(draft)
        chosen = st.session_state.get(place_key("file"))
        if chosen is not None:
            _try(draft, "file", lambda: take(atlas, draft, place_shapes.read_one(chosen.getvalue())))

    st.file_uploader(
        t("editing.place.file"),
        type=["geojson", "json"],
        help=t("editing.place.file_help"),
        max_upload_size=MOST_UPLOAD_BYTES.value // 1_000_000,
        key=place_key("file"),
        on_change=load,
    )
    _told(draft, "file")


def _filled(name: str, draft: Draft) -> None:
    if place_key(name) not in st.session_state:
        st.session_state[place_key(name)] = draft.place[name]
