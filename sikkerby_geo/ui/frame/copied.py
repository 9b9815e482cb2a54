"""Sentences to copy, each with its button; ``page.js`` puts them on the clipboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.observations import Observation
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.facts.clock import today
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame.link import link_to
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.copied import copied_words
from sikkerby_geo.views.base.html import render


def show_copied(
    atlas: Atlas,
    page_id: str,
    choice: Choice,
    told: Iterable[tuple[Place, Observation]],
    own: Mapping[str, str] | None = None,
) -> None:
    """A sentence for each observation; its link leads to the page with the choice and the page's ``own`` parameters."""
    link = link_to(page_id, {**every_page.write(choice), **(own or {})})
    texts = [copied_words(atlas, place, cell, link=link, day=today()) for place, cell in told]
    if any(texts):
        st.html(render("copied.html", texts=[text for text in texts if text]))
