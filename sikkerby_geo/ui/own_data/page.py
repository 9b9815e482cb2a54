"""Egne tal on screen: from the empty template to the changed map, step by step, and the log to undo from."""

from __future__ import annotations

import re

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.build import taking_in
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.surroundings import surroundings_of
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.own_records import OWN_KINDS, OwnSource
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import account, cache, own_session, shell
from sikkerby_geo.ui.frame.pages import PAGE
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.ui.own_data import log, putting_in, reading, roles, state
from sikkerby_geo.ui.own_data.state import Brought, Origin
from sikkerby_geo.views.base.headline import Headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.own_data.templates import template

KINDS = tuple(kind_id for kind_id in DELIVERY_KIND if kind_id in OWN_KINDS)
READ = ["xlsx", "xls", "xlsb", "ods", "csv", "txt", "tsv", "json", "geojson", "gpkg", "zip"]
MOST_MEGABYTES = 5
"""What a file on the page may have; a server before the app lets no more through (cli/serving/site.conf)."""
LONGEST = 200
_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)")


def show() -> None:
    """The whole page under the head."""
    with shell.Apology():
        shell.messages(every_page.read(cache.atlas()).messages)
        with st.container(key="own-data"):
            who = account.show()
            st.html(render("headline.html", headline=Headline(t("own_data.page.title"), t("own_data.page.lead"))))
            _told()
            with shell.Apology():
                _bring(cache.shared_atlas(own_session.written()), who)
            with shell.Apology():
                log.show(who)
            with shell.Apology():
                roles.show(who)


def _told() -> None:
    """What came of the last step, and where to see it."""
    said = state.told()
    for text in said.texts:
        st.html(render("message.html", text=text))
    if said.texts and said.seen_at is not None:
        st.page_link(PAGE["kort"].file, label=t("own_data.page.see"), query_params=said.seen_at)
    if own_session.files():
        st.button(t("own_data.page.forget"), key="own-forget", on_click=_forget)


def _forget() -> None:
    own_session.forget()
    state.tell(t("own_data.page.forgotten"))


def _bring(atlas: Atlas, who: Writer | Refused) -> None:
    """The steps; each shows when the one before it is done."""
    st.html(render("own_heading.html", text=t("own_data.page.kind_heading")))
    kind = st.radio(
        t("own_data.page.kind"),
        KINDS,
        format_func=lambda each: t(f"own_data.kind.{each}"),
        key="own-kind",
        horizontal=True,
    )
    st.download_button(
        t("own_data.page.template"),
        lambda: template(DELIVERY_KIND[kind], surroundings_of(atlas)),
        file_name=t("own_data.template_name", kind=t(f"own_data.file.{kind}")),
        mime="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        key="own-template",
        on_click="ignore",
    )
    st.html(render("own_heading.html", text=t("own_data.page.file_heading")))
    file = st.file_uploader(
        t("own_data.page.file"),
        type=READ,
        max_upload_size=MOST_MEGABYTES,
        help=t("own_data.page.file_help", size=MOST_MEGABYTES),
        key=state.uploader_key(),
    )
    if file is None:
        return
    try:
        _look_at(atlas, Brought(kind, quoted(file.name, LONGEST), file.getvalue()), who)
    except SikkerByError as error:
        texts = putting_in.trouble_words(error)
        st.html(render("own_faults.html", heading=t("own_data.page.not_now"), texts=texts))


def _look_at(atlas: Atlas, brought: Brought, who: Writer | Refused) -> None:
    store = build.own_store()
    origin, lacking = _origin(taking_in.own_sources(store))
    kept = taking_in.recipe_for(store, brought.kind, origin.source.title)
    found = reading.read(atlas, brought, kept, bounded=isinstance(who, Refused))
    reading.show_reading(atlas, brought, found)
    if not found.questions and not found.faults and found.rows.empty:
        st.html(render("message.html", text=t("own_data.nothing")))
    if found.questions or found.rows.empty:
        return
    if found.faults and not st.checkbox(t("own_data.page.good_rows", count=len(found.rows)), key="own-good-rows"):
        return
    if lacking:
        st.html(render("message.html", text=lacking))
        return
    putting_in.show(atlas, brought, origin, found, who)


def _origin(known: dict[str, OwnSource]) -> tuple[Origin, str]:
    """What the reader tells of the source, and what is still to be told; a source that is known is told already."""
    st.html(render("own_heading.html", text=t("own_data.page.source_heading")))
    new = ""
    title = (
        st.selectbox(
            t("own_data.page.source"),
            [new, *known],
            format_func=lambda each: each or t("own_data.page.new_source"),
            filter_mode="contains",
            key="own-source",
        )
        if known
        else new
    )
    if title:
        source = known[title]
    else:
        with st.container(horizontal=True, key="own-origin"):
            name = st.text_input(t("own_data.page.source_title"), max_chars=LONGEST, key="own-title")
            publisher = st.text_input(t("own_data.page.publisher"), max_chars=LONGEST, key="own-publisher")
        own = st.checkbox(t("own_data.page.first_hand"), help=t("own_data.page.first_hand_help"), key="own-first-hand")
        source = OwnSource(name.strip(), publisher.strip(), own)
    with st.container(horizontal=True, key="own-note"):
        day = st.text_input(t("own_data.page.published"), help=t("own_data.page.published_help"), key="own-published")
        why = st.text_input(t("own_data.page.why"), max_chars=LONGEST, key="own-why")
    if not source.title or not source.publisher:
        return Origin(source), t("own_data.page.tell_source")
    if day.strip() and not _DAY.fullmatch(day.strip()):
        return Origin(source), t("own_data.page.no_day")
    return Origin(source, day.strip(), why.strip()), ""
