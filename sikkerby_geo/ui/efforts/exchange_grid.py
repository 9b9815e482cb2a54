"""Many efforts in a table of fields to edit: the rows as they were when it was opened, and what was done to them."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from sikkerby_geo.build import exchange as build_exchange
from sikkerby_geo.facts.register import FIELD, FIELDS, FieldType
from sikkerby_geo.facts.register_cells import ID, SEEN, RegisterColumns
from sikkerby_geo.facts.register_entry import RegisterRow
from sikkerby_geo.facts.thresholds import MOST_GRID_ROWS
from sikkerby_geo.text import t
from sikkerby_geo.views.efforts.exchange_words import choices_of
from sikkerby_geo.views.efforts.field_words import field_help, field_name

DEFAULT = ("name", "kind", "stage", "area_ids", "start_year", "end_year", "administration", "source_words")
"""The columns a table opens with; a new row needs those that are required."""
EDITABLE = tuple(field.name for field in FIELDS if field.type is not FieldType.GEOMETRY)
_NUMBERS = (FieldType.YEAR, FieldType.NUMBER, FieldType.KRONER)
_OPENED = "exchange-grid-opened"


def columns_chosen() -> tuple[str, ...]:
    """The columns of the table, or of pasted rows without heads."""
    chosen = st.multiselect(
        t("exchange.page.columns"),
        EDITABLE,
        default=DEFAULT,
        format_func=lambda name: field_name(FIELD[name]),
        filter_mode="contains",
        key="exchange-columns",
    )
    return tuple(chosen)


def show(
    rows: Sequence[RegisterRow], names: Sequence[str], columns: RegisterColumns, round_: int
) -> build_exchange.Cells | None:
    """The table; what was done to it as cells, or None where nothing was, or the rows are too many."""
    most = int(MOST_GRID_ROWS.value)
    if len(rows) > most:
        st.html(f"<p class='note'>{t('exchange.page.grid_many', count=len(rows), most=most)}</p>")
        return None
    key = (round_, tuple(row.effort_id for row in rows), tuple(names))
    if st.session_state.get(_OPENED, (None,))[0] != key:
        st.session_state[_OPENED] = (key, frame_of(rows, names, columns))
    opened = st.session_state[_OPENED][1]
    st.html(f"<p class='note'>{t('exchange.page.grid_note')}</p>")
    edited = st.data_editor(
        opened,
        num_rows="dynamic",
        hide_index=True,
        column_order=list(names),
        column_config={name: _config(name, opened, columns) for name in names},
        key=f"exchange-grid-{round_}-{hash(key)}",
        height=420,
        placeholder="",
    )
    return cells_of(opened, edited)


def frame_of(rows: Sequence[RegisterRow], names: Sequence[str], columns: RegisterColumns) -> pd.DataFrame:
    """Rows as they stand in the table: id, revision and the chosen columns, numbers as numbers."""
    listed = []
    for row in rows:
        cells = columns.cells(row.entry)
        listed.append({ID: row.effort_id, SEEN: row.revision, **{name: cells[name] for name in names}})
    frame = pd.DataFrame(listed, columns=[ID, SEEN, *names], dtype=object)
    numbers = [name for name in (SEEN, *names) if name == SEEN or FIELD[name].type in _NUMBERS]
    return frame.astype(dict.fromkeys(numbers, "Int64"))


def cells_of(opened: pd.DataFrame, edited: pd.DataFrame) -> build_exchange.Cells | None:
    """What was done to a table, as cells by row; None where nothing was."""
    if opened.equals(edited):
        return None
    plain = edited.astype(object).where(edited.notna(), None)
    rows = {
        number: tuple(values)
        for number, values in enumerate(plain.itertuples(index=False, name=None), start=1)
        if any(value not in (None, "") for value in values)
    }
    there = {values[0] for values in rows.values()}
    gone = tuple(effort_id for effort_id in opened[ID] if effort_id not in there)
    return build_exchange.Cells(tuple(edited.columns), rows, gone)


def _config(name: str, opened: pd.DataFrame, columns: RegisterColumns) -> ColumnConfig:
    """How a field is edited in its column."""
    field = FIELD[name]
    label, help_ = field_name(field), field_help(field)
    if field.type is FieldType.CHOICE:
        there = list(opened[name].dropna().unique())
        options = list(dict.fromkeys((*choices_of(field, columns), *there)))
        return st.column_config.SelectboxColumn(label, help=help_, options=options)
    if field.type in _NUMBERS:
        return st.column_config.NumberColumn(
            label, help=help_, min_value=field.low, max_value=field.high, step=1, format="%d"
        )
    return st.column_config.TextColumn(label, help=help_)
