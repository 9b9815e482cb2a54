"""What a reader says of money: budget and unit price, each checked, and what the budget buys."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money, Unit
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.efforts import PLACED_KINDS
from sikkerby_geo.facts.priority import MOST_KRONER, MOST_SPACING
from sikkerby_geo.text import number, t
from sikkerby_geo.ui.address import priority as priority_address
from sikkerby_geo.ui.frame import whole_page
from sikkerby_geo.ui.frame.finished import finished
from sikkerby_geo.views.base.amounts import LONGEST_AMOUNT, read_amount
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.priority.budget_words import budget_lines

KINDS = {kind.address: kind for kind in PLACED_KINDS}
_NO_KIND = ""


def kind_control(money: Money) -> None:
    """Which kind of effort is counted and meant."""
    key = "priority-kind"
    st.session_state[key] = money.kind.address if money.kind else _NO_KIND

    def write() -> None:
        priority_address.change_money(kind=KINDS.get(st.session_state[key]))
        whole_page.ask()

    st.selectbox(
        t("priority.money.kind"),
        [_NO_KIND, *KINDS],
        filter_mode="contains",
        format_func=lambda address: (
            t(f"effort_kind.{KINDS[address].kind_id}") if address else t("priority.money.kind_none")
        ),
        help=t("priority.money.kind_help"),
        key=key,
        on_change=write,
    )


def show(atlas: Atlas, money: Money, place_id: str | None) -> None:
    """The fields and what they give."""
    st.html(f"<h2 class='section'>{t('priority.money.heading')}</h2><p class='second'>{t('priority.money.second')}</p>")
    with st.container(key="priority-money-fields", horizontal=True, gap="medium", vertical_alignment="bottom"):
        faults = [_amount("budget", money.budget, MOST_KRONER)]
        _unit(money)
        faults += [_amount("low", money.low, MOST_KRONER), _amount("high", money.high, MOST_KRONER)]
        if money.unit is Unit.PIECE:
            faults.append(_amount("spacing", money.spacing, MOST_SPACING))
    for words in filter(None, faults):
        st.html(render("message.html", text=words))
    st.html(render("priority/budget.html", lines=finished(budget_lines, atlas, money, place_id)))


def _unit(money: Money) -> None:
    key = "priority-money-unit"
    st.session_state[key] = money.unit

    def write() -> None:
        priority_address.change_money(unit=st.session_state[key])
        whole_page.ask()

    st.segmented_control(
        t("priority.money.unit"),
        list(Unit),
        format_func=lambda unit: t(f"priority.money.unit_{unit}"),
        required=True,
        key=key,
        on_change=write,
    )


def _amount(field: str, value: int, most: int) -> str:
    """A field for a whole amount; what cannot be read stays there and changes nothing: then a sentence that says so."""
    key, fault = f"priority-money-{field}", f"priority-money-{field}-fault"
    if fault not in st.session_state:
        st.session_state[key] = number(value) if value else ""

    def write() -> None:
        typed = st.session_state[key]
        amount = read_amount(typed, most)
        if amount is None:
            st.session_state[fault] = typed
            return
        st.session_state.pop(fault, None)
        priority_address.change_money(**{field: amount})
        whole_page.ask()

    st.text_input(
        t(f"priority.money.{field}"),
        max_chars=LONGEST_AMOUNT,
        help=t("priority.money.help"),
        key=key,
        on_change=write,
    )
    if fault not in st.session_state:
        return ""
    return t(
        "priority.money.unreadable",
        typed=quoted(st.session_state[fault]),
        field=t(f"priority.money.{field}").lower(),
        most=number(most),
    )
