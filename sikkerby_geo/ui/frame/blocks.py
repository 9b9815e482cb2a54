"""A block of a page to be read: prose as it is, a table with its CSV right below."""

from __future__ import annotations

from typing import Protocol

import streamlit as st

from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.labels import plain
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.sheet import Prose, Sheet


class Tabled(Protocol):
    """A table that can be shown and taken along."""

    @property
    def sheet_id(self) -> str: ...

    @property
    def caption(self) -> str: ...

    @property
    def html(self) -> str: ...

    @property
    def csv(self) -> bytes: ...


def show_block(block: Prose | Tabled, html: str = "") -> None:
    """Show a block, set already as ``html`` or now; a table brings a button for its CSV."""
    st.html(html or block.html)
    if not isinstance(block, Prose):
        csv_button(block)


def csv_button(table: Tabled) -> None:
    """The table as a file for a spreadsheet."""
    st.download_button(
        t("method.download"),
        lambda: table.csv,
        file_name=f"sikkerby-{table.sheet_id}.csv",
        mime="text/csv",
        key=f"csv-{table.sheet_id}",
        help=plain(table.caption),
        type="tertiary",
        on_click="ignore",
    )


def show_aside(words: str, sheet: Sheet, *, printed: bool = False) -> None:
    """A table that stays folded until the reader asks for it; ``printed`` = paper has it all the same."""
    st.html(aside_html(words, sheet, printed=printed))


def aside_html(words: str, sheet: Sheet, *, printed: bool = False) -> str:
    """The same as HTML, for a part that is finished once."""
    return render("aside.html", words=words, sheet=sheet, printed=printed)
