"""A chart on the page: its sentence, the picture, the sources, the same figures as a table, and both to take along."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import shell
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.charts.card import ChartCard


def show_chart(card: ChartCard, *, heading: int = 2, key: str = "") -> None:
    """Show a card; ``heading`` is the level of its sentence, ``key`` tells apart the same card shown twice."""
    name = f"{card.card_id}{key}"
    with st.container(key=f"chart-{name}"):
        shell.pictured(render("chart.html", card=card, level=heading))
        with st.container(key=f"chart-files-{name}", horizontal=True, gap="medium"):
            _download("csv", "text/csv", card.csv, name)
            _download("png", "image/png", card.png, name)
        with st.expander(t("chart.as_table")):
            st.html(card.sheet().html)


def show_picture(card: ChartCard) -> None:
    """Show a card whose table stands beside it: its sentence, the picture, the sources, and the picture as a file."""
    with st.container(key=f"chart-{card.card_id}"):
        shell.pictured(render("chart.html", card=card, level=3))
        _download("png", "image/png", card.png, card.card_id)


def _download(kind: str, mime: str, make: Callable[[], str | bytes], name: str) -> None:
    """A file that is made when the reader asks for it."""
    st.download_button(
        t(f"chart.{kind}"),
        make,
        file_name=f"sikkerby-{name}.{kind}",
        mime=mime,
        key=f"chart-{kind}-{name}",
        on_click="ignore",
        type="tertiary",
    )
