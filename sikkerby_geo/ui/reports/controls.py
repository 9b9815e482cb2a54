"""The controls of the reports: each shows the address's choice and writes the reader's back into it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from sikkerby_geo.domain.reports.published import Reports
from sikkerby_geo.text import t
from sikkerby_geo.ui.address import reports as address
from sikkerby_geo.views.base.report_words import period_words, what_words
from sikkerby_geo.views.reports.ask import ReportAsk


def _bound(key: str, value: object, reports: Reports, alter: Callable[[ReportAsk, Any], ReportAsk]) -> dict[str, Any]:
    """Arguments that tie a widget to the address."""
    st.session_state[key] = value

    def write() -> None:
        address.change(reports, lambda ask: alter(ask, st.session_state[key]))

    return {"key": key, "on_change": write}


def period_control(reports: Reports, ask: ReportAsk) -> None:
    """The quarters, the newest first."""
    st.selectbox(
        t("reports.control.period"),
        reports.quarters,
        filter_mode="contains",
        format_func=period_words,
        **_bound("reports-period", ask.period, reports, lambda now, period: replace(now, period=period)),
    )


def what_control(reports: Reports, ask: ReportAsk) -> None:
    """All reports, the groups, the types."""
    st.selectbox(
        t("reports.control.what"),
        reports.whats,
        filter_mode="contains",
        format_func=what_words,
        **_bound("reports-what", ask.what, reports, lambda now, what: replace(now, what=what)),
    )


def map_control(reports: Reports, ask: ReportAsk) -> None:
    """Whether the map shows areas or cells."""
    st.segmented_control(
        t("reports.control.map"),
        [False, True],
        format_func=lambda cells: t("reports.control.cells" if cells else "reports.control.areas"),
        required=True,
        width="stretch",
        **_bound("reports-cells", ask.cells, reports, lambda now, cells: replace(now, cells=bool(cells))),
    )
