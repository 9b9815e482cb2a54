"""What one run of the register's page shows, and its parts, each finished once for a data version and a choice."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import matching
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import controls as register_controls
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.efforts.entries import PAGE_ROWS, RegisterChoice, list_row, ordered, say
from sikkerby_geo.views.efforts.map import map_key, register_map_state
from sikkerby_geo.views.efforts.summary import chosen_words, elsewhere, says
from sikkerby_geo.views.efforts.sums import sum_table
from sikkerby_geo.views.map.message import MapState

COLUMNS = ("name", "kind", "place", "stage", "years", "amount", "administration", "source")
"""What a reader sees of the list, in order."""


@dataclass(frozen=True)
class Screen:
    """What one run of the page shows: the choices of the address, all entries, and those that fit."""

    atlas: Atlas
    choice: Choice
    asked: RegisterChoice
    place: Place | None
    register: tuple[Effort, ...]
    entries: tuple[Effort, ...]

    @property
    def words(self) -> str:
        return chosen_words(self.atlas, self.asked, self.place)


@st.cache_resource(max_entries=2, show_spinner=False)
def register_of(version: str, _atlas: Atlas) -> tuple[Effort, ...]:
    """Every entry of the register, put together once for a data version."""
    return register_from(_atlas, say)


def screen_of(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> Screen:
    """What the choices of an address show; which entries fit is worked out once."""
    register = register_of(atlas.version, atlas)
    place = register_controls.chosen_place(atlas, choice, asked)
    fitting = finished(_fitting, atlas, choice, asked)
    return Screen(atlas, choice, asked, place, register, tuple(register[at] for at in fitting))


def _fitting(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> tuple[int, ...]:
    """Where the entries that fit stand in the register."""
    register = register_of(atlas.version, atlas)
    there = {entry.effort_id: at for at, entry in enumerate(register)}
    place = register_controls.chosen_place(atlas, choice, asked)
    return tuple(there[entry.effort_id] for entry in matching(register, asked.wanted(place, atlas)))


def says_parts(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> tuple[str, int, int]:
    """What is said of the choice as HTML; how many more there are for the whole city, and without a place."""
    screen = screen_of(atlas, choice, asked)
    words = says(atlas, asked, screen.place, screen.entries, len(screen.register))
    html = render("register_says.html", says=words, chosen=screen.words)
    return html, *elsewhere(screen.register, asked.wanted(screen.place, atlas))


def map_state(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> MapState:
    """What the browser's map paints: the entries that fit, and the place."""
    screen = screen_of(atlas, choice, asked)
    return register_map_state(atlas, screen.entries, choice.level, screen.place)


def key_html(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> tuple[str, str]:
    """The map's key, and the sources of what it is drawn on, as HTML."""
    key = map_key(atlas, screen_of(atlas, choice, asked).entries)
    return render("register_key.html", key=key), render("sources.html", lines=[t("source_line.map")])


def sums_parts(atlas: Atlas, choice: Choice, asked: RegisterChoice) -> tuple[str, str]:
    """The heading, and the table as HTML."""
    screen = screen_of(atlas, choice, asked)
    table = sum_table(atlas, screen.register, screen.entries, asked.group, choice.level)
    return table.heading, render("register_sums.html", table=table, group=t(f"register.group.{asked.group}"))


def list_parts(
    atlas: Atlas, choice: Choice, asked: RegisterChoice, here: tuple[tuple[str, str], ...]
) -> tuple[str, int, int]:
    """The rows as HTML with links from the address one is ``here`` at, which page they are, and of how many."""
    entries = screen_of(atlas, choice, asked).entries
    pages = -(-len(entries) // PAGE_ROWS)
    page = min(asked.page, pages)
    first = (page - 1) * PAGE_ROWS
    shown = ordered(entries, asked.order)[first : first + PAGE_ROWS]
    html = render(
        "register_list.html",
        heading=t("register.list.heading"),
        caption=t("register.list.caption", first=first + 1, last=first + len(shown), count=len(entries)),
        columns=COLUMNS,
        rows=[(list_row(entry, atlas), "?" + urlencode({**dict(here), "indsats": entry.effort_id})) for entry in shown],
        selected=asked.entry_id,
    )
    return html, page, pages
