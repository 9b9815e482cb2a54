"""Who is signed in: the line on a page where one may write, with the way in and out; none where there is no sign-in."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo.facts.roles import Refusal
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import sign_in
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.views.base.html import render

_DRAWN_FOR = "account-drawn-for"
TOLD_BELOW = frozenset({Refusal.NOT_HERE, Refusal.SIGNED_OUT})
"""What is told where somebody would write, and not before."""


def drawn_for() -> Writer | Refused:
    """For whom the page is drawn, as the line at its head has found; never whom to believe at a write."""
    found = st.session_state.get(_DRAWN_FOR)
    return found if found is not None else sign_in.writer()


def show() -> Writer | Refused:
    """The line, and for whom the page is drawn; whoever writes is asked about again (``sign_in.must_write``)."""
    who = st.session_state[_DRAWN_FOR] = sign_in.writer()
    account = who.account
    refusal = who.refusal if isinstance(who, Refused) else None
    again = refusal in sign_in.AGAIN
    if account is not None or again:
        with st.container(key="account", horizontal=True, vertical_alignment="center"):
            if account is not None and not again:
                line = t("sign_in.who", name=account.name or account.subject, role=t(f"sign_in.role.{who.role}"))
                st.html(render("account.html", text=line))
                if st.button(t("sign_in.log_out"), key="log-out", type="tertiary"):
                    sign_in.sign_out()
            elif st.button(t("sign_in.log_in"), key="log-in", type="tertiary"):
                st.login()
    if isinstance(who, Refused) and refusal not in TOLD_BELOW:
        told = t(who.key, **who.params)
        if refusal is Refusal.NO_ROLE and account is not None:
            told = f"{told} {t('sign_in.send', subject=account.subject, issuer=account.issuer)}"
        st.html(render("message.html", text=told))
    return who
