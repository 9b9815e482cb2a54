"""The frame of every page: head, menu, style, notices of broken files, and the calm apology."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from types import TracebackType

import streamlit as st

from sikkerby_geo.text import keys, names, t
from sikkerby_geo.ui.address import browser, every_page
from sikkerby_geo.ui.frame import cache, finder, own_session
from sikkerby_geo.ui.frame.pages import PAGES
from sikkerby_geo.ui.frame.static_files import asset, asset_file, fetched, style_addresses
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.notices import altered_notice, notices

log = logging.getLogger("sikkerby")
BESIDE = "page/page.js"
"""The script beside every page: the rest of the frame in Danish, the menu as a landmark, what changes announced."""


def open_page(page_id: str) -> None:
    """Begin a page: title, style, the field to find a place, menu, and a notice for each data file with a fault or an
    altered content.

    Where even that fails, the page is the calm apology and nothing else.
    """
    with Apology():
        st.set_page_config(
            page_title=f"{t(f'page.{page_id}')} · {t('app.title')}",
            page_icon=str(asset_file("icon.svg")),
            layout="wide",
            initial_sidebar_state="collapsed",
        )
        st.html(_beside(), unsafe_allow_javascript=True)
        st.html(fetched(*style_addresses(page_id)))
        browser.enter(page_id)
        atlas = cache.atlas()
        _finder(page_id)
        _menu(page_id, every_page.write(every_page.read(atlas).choice))
        for html in (*notices(atlas.troubles), *altered_notice(atlas.altered)):
            st.html(html)
        if why := own_session.lost():
            st.html(render("message.html", text=why))
        if own_session.files():
            st.html(render("message.html", text=t("own_data.session.note", files=names(own_session.files()))))
        return
    st.stop()


def _beside() -> str:
    words = {name: t(f"frame.{name}") for name in keys("frame")}
    return render("beside.html", address=asset(BESIDE), words=words)


@st.fragment
def _finder(page_id: str) -> None:
    """The field to find a place: what is typed draws its answer and nothing else."""
    with Apology():
        finder.show(page_id)


def _menu(page_id: str, query: dict[str, str]) -> None:
    with st.container(key="header", horizontal=True, vertical_alignment="center", gap="medium"):
        st.html(f"<span class='brand'>{t('app.name')}</span>")
        st.html(render("menu_button.html", here=[page.page_id for page in PAGES].index(page_id)))
        for page in PAGES:
            st.page_link(page.file, label=t(f"page.{page.page_id}"), query_params=query)


def messages(texts: Iterable[str]) -> None:
    """Messages about the address, in a container of their own so that the page under them keeps its place.

    What they quote from the address is shown as text, never as markup.
    """
    with st.container(key="messages"):
        for text in texts:
            st.html(render("message.html", text=text))


def pictured(html: str) -> None:
    """HTML with SVG in it: ``st.html`` strips SVG, Markdown keeps it. The templates escape every value."""
    st.markdown(html, unsafe_allow_html=True)


class Apology:
    """Keeps a bug from showing its traceback: loud in the log, calm on screen.

    Streamlit's own control flow (rerun, stop) is no ``Exception`` and passes through.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        return isinstance(error, Exception) and apologise(error)


class Left(Apology):
    """Leaves out what has a bug, where there is no page yet to apologise on: loud in the log."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if isinstance(error, Exception):
            log.error("left out", exc_info=error)
        return isinstance(error, Exception)


def apologise(error: Exception) -> bool:
    """Log a bug and say sorry; also for what fails outside a section, in a callback for one. True: it is dealt with."""
    log.error("page failed", exc_info=error)
    st.error(t("problem.crash"))
    return True
