"""The fields of the form: one kind of control for each type a field may have, each with its fault right under it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.validation import EntryFault
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.facts.register import Field, FieldType
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import draft as drafts
from sikkerby_geo.ui.efforts.draft import CODES, Draft, key_of
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts.field_words import code_words, fault_words, field_help, field_name, goals

LONG = 500
"""A text that may be longer than this many characters has several lines to be typed in."""


def show_fields(atlas: Atlas, draft: Draft, fields: Iterable[Field], faults: Sequence[EntryFault]) -> None:
    """Some fields, one after the other."""
    for field in fields:
        with st.container(key=f"{key_of(field.name)}-field"):
            show_field(atlas, draft, field)
            for fault in faults:
                if fault.field == field.name:
                    st.html(render("register_fault.html", text=fault_words(fault)))


def show_field(atlas: Atlas, draft: Draft, field: Field) -> None:
    """A field's control, with what the draft says in it."""
    if field.type in drafts.ROWS:
        _rows(atlas, draft, field)
    else:
        _filled(key_of(field.name), draft.typed[field.name])
        _CONTROLS.get(field.type, _text)(atlas, field, draft.typed[field.name])


def _filled(key: str, value: Any) -> None:
    if key not in st.session_state:
        st.session_state[key] = value


def _text(atlas: Atlas, field: Field, now: str) -> None:
    show = st.text_area if field.most > LONG and field.name != "source_url" else st.text_input
    show(field_name(field), key=key_of(field.name), help=field_help(field))


def _choice(atlas: Atlas, field: Field, now: str | None) -> None:
    st.selectbox(
        field_name(field),
        list(dict.fromkeys((*field.choosable, *filter(None, (now,))))),
        filter_mode="contains",
        format_func=lambda code: code_words(field, code, atlas),
        index=None,
        placeholder=t("editing.choice.none"),
        help=field_help(field),
        key=key_of(field.name),
    )


def _several(atlas: Atlas, field: Field, now: Sequence[str]) -> None:
    st.multiselect(
        field_name(field),
        list(dict.fromkeys((*_options(atlas, field), *now))),
        filter_mode="contains",
        format_func=lambda code: code_words(field, code, atlas),
        placeholder=t("editing.choice.none"),
        select_all=False,
        help=field_help(field),
        key=key_of(field.name),
    )


def _options(atlas: Atlas, field: Field) -> tuple[str, ...]:
    if field.type is FieldType.PLACES:
        return (*(place.place_id for place in atlas.places.at(Level.SURVEY_AREA)), CITY_ID)
    return field.choosable or (*goals(atlas), *(one.indicator_id for one in INDICATORS))


def _rows(atlas: Atlas, draft: Draft, field: Field) -> None:
    """A list as small rows; one more is added at the end, each can be taken away."""
    name = field.name
    st.html(render("register_rows.html", label=field_name(field), text=field_help(field)))
    for row, number in zip(draft.typed[name], draft.row_ids[name], strict=True):
        with st.container(
            key=f"{key_of(name)}-row-{number}", horizontal=True, vertical_alignment="bottom", gap="small"
        ):
            for part, said in row.items():
                _part(atlas, field, number, part, said)
            args = (name, number)
            st.button(
                t("editing.row.remove"), key=f"{key_of(name)}-less-{number}", on_click=drafts.remove_row, args=args
            )
    st.button(t(f"editing.row.add_{name}"), key=f"{key_of(name)}-more", on_click=drafts.add_row, args=(name,))


def _part(atlas: Atlas, field: Field, number: int, part: str, said: Any) -> None:
    key = key_of(field.name, number, part)
    _filled(key, said)
    if part not in CODES:
        st.text_input(t(f"editing.row.{part}"), key=key)
        return
    st.selectbox(
        t(f"editing.row.{part}"),
        list(dict.fromkeys((*field.choosable, *filter(None, (said,))))),
        filter_mode="contains",
        format_func=lambda code: code_words(field, code, atlas),
        index=None,
        placeholder=t("editing.choice.none"),
        key=key,
    )


_CONTROLS: Mapping[FieldType, Callable[[Atlas, Field, Any], None]] = {
    FieldType.CHOICE: _choice,
    FieldType.CHOICES: _several,
    FieldType.PLACES: _several,
}
