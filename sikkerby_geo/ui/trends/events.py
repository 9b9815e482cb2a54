"""The events under the trend of Udvikling: all of our sources, numbered as on the chart."""

from __future__ import annotations

import streamlit as st
from markupsafe import escape

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Place
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame.blocks import aside_html, csv_button
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.charts.trend import axis_of
from sikkerby_geo.views.trends.event_list import events_heading, events_sheet, numbered


def show_events(atlas: Atlas, choice: Choice, places: tuple[Place, ...]) -> None:
    """Every event as a table, with the numbers of those on the trend of the places."""
    heading, sheet, html = finished(_listed, atlas, choice, places)
    st.html(heading)
    if html:
        st.html(html)
        csv_button(sheet)


def _listed(atlas: Atlas, choice: Choice, places: tuple[Place, ...]) -> tuple[str, Sheet, str]:
    """The heading over the events, the table, and the table folded; nothing where it is empty."""
    numbers = numbered(atlas, choice, places, axis_of(atlas, choice.indicator_id, places))
    heading = escape(events_heading(atlas, numbers))
    sheet = events_sheet(atlas, numbers)
    html = aside_html(t("event.show", count=len(sheet.rows)), sheet) if sheet.rows else ""
    return f"<h2 class='section'>{heading}</h2><p class='second'>{t('event.note')}</p>", sheet, html
