"""The fold-out on how clear the figures are: what has something called clear, and what else there is to say of it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import replace

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.thresholds import CLEAR_UNDER, USUAL
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache
from sikkerby_geo.ui.frame.blocks import Tabled, show_block
from sikkerby_geo.ui.frame.chart_card import picture_html, show_picture
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.ui.frame.fold import fold
from sikkerby_geo.views.base.clear_words import name_of
from sikkerby_geo.views.base.sheet import Prose
from sikkerby_geo.views.charts.card import ChartCard

KEY = "control-clear"

Block = Prose | Tabled | ChartCard


def show(atlas: Atlas, more: Callable[..., Iterable[Block]] | None = None, *asked: Hashable) -> None:
    """The switch with what it does, then the blocks ``more(atlas, *asked)``, finished once for what is asked.

    Open where the switch is not as usual.
    """
    with fold(t("clear.title"), "how-clear", opened=atlas.assumed != USUAL) as opened:
        if not opened:
            return
        st.session_state[KEY] = name_of(atlas)
        st.selectbox(
            t("clear.control"),
            list(CLEAR_UNDER),
            filter_mode="contains",
            format_func=lambda name: t(f"clear.choice.{name}"),
            key=KEY,
            on_change=_choose,
        )
        st.html(Prose((t("clear.why"), t("clear.same"))).html)
        for block, html in finished(_set, atlas, more, asked) if more else ():
            if isinstance(block, ChartCard):
                show_picture(block, html)
            else:
                show_block(block, html)


def _set(
    atlas: Atlas, more: Callable[..., Iterable[Block]], asked: tuple[Hashable, ...]
) -> tuple[tuple[Block, str], ...]:
    return tuple(
        (block, picture_html(block) if isinstance(block, ChartCard) else block.html) for block in more(atlas, *asked)
    )


def _choose() -> None:
    chosen = CLEAR_UNDER[st.session_state[KEY]]
    every_page.change(cache.atlas(), lambda now: replace(now, assumed=chosen))
