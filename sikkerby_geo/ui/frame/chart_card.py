"""A chart on the page: its sentence, the picture, the sources, the same figures as a table, and both to take along."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import shell
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.fold import show_folded
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.charts.card import ChartCard

Made = Callable[..., ChartCard | None]
"""What makes a card of facts and what is asked; a function of a module, as ``finished`` wants it."""


@dataclass(frozen=True)
class Drawn:
    """A card as the page sends it: its picture with all that is said around it, and its table."""

    card_id: str
    picture: str
    table: str


def show_chart(atlas: Atlas, make: Made, *asked: Hashable, heading: int = 2, key: str = "") -> bool:
    """Show the card ``make(atlas, *asked)``, drawn once for what is asked; False where there is none.

    ``heading`` is the level of its sentence, ``key`` tells apart the same card shown twice.
    """
    drawn = finished(_drawn, atlas, make, heading, asked)
    if drawn is None:
        return False
    name = f"{drawn.card_id}{key}"
    with st.container(key=f"chart-{name}"):
        shell.pictured(drawn.picture)
        with st.container(key=f"chart-files-{name}", horizontal=True, gap="medium"):
            _download("csv", "text/csv", partial(finished, _file, atlas, make, "csv", asked), name)
            _download("png", "image/png", partial(finished, _file, atlas, make, "png", asked), name)
        show_folded(t("chart.as_table"), f"chart-table-{name}", drawn.table)
    return True


def _drawn(atlas: Atlas, make: Made, heading: int, asked: tuple[Hashable, ...]) -> Drawn | None:
    card = make(atlas, *asked)
    if card is None:
        return None
    return Drawn(card.card_id, render("chart.html", card=card, level=heading), card.sheet().html)


def _file(atlas: Atlas, make: Made, kind: str, asked: tuple[Hashable, ...]) -> str | bytes:
    card = make(atlas, *asked)
    assert card is not None, "only what was shown is asked for"
    return card.csv() if kind == "csv" else card.png()


def show_picture(card: ChartCard, html: str) -> None:
    """Show a card whose table stands beside it, as ``picture_html`` sets it, and the picture as a file."""
    with st.container(key=f"chart-{card.card_id}"):
        shell.pictured(html)
        _download("png", "image/png", card.png, card.card_id)


def picture_html(card: ChartCard) -> str:
    """A card whose table stands beside it: its sentence, the picture and the sources."""
    return render("chart.html", card=card, level=3)


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
