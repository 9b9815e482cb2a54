"""Who may do what: roles given and taken on the page, by administrators and for their eyes alone."""

from __future__ import annotations

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.roles import GIVEN, LONGEST_NAME, LONGEST_SUBJECT, GivenRole, Role, RoleError, account_of
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import sign_in
from sikkerby_geo.ui.frame.auth_settings import settings
from sikkerby_geo.ui.frame.sign_in import Refused, Writer
from sikkerby_geo.ui.own_data import state
from sikkerby_geo.ui.own_data.putting_in import trouble_words
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.own_data.log import LONGEST_WHY
from sikkerby_geo.views.own_data.roles import role_cells, roles_sheet

_TROUBLE = "own-role-trouble"
_SUBJECT, _NAME, _ROLE, _WHY = (f"own-role-{name}" for name in ("subject", "name", "role", "why"))


def show(who: Writer | Refused) -> None:
    """The section; nothing for anybody but an administrator who has signed in."""
    found = settings() if isinstance(who, Writer) and who.role is Role.ADMINISTRATOR else None
    if found is None or who.account is None:
        return
    st.html(render("own_heading.html", text=t("sign_in.roles.heading")))
    lead = t("sign_in.roles.by_claim", claim=found.claim) if found.claim else t("sign_in.roles.by_table")
    st.html(render("message.html", text=lead))
    try:
        given = build.roles(build.own_store())
    except SikkerByError as error:
        _tell_trouble(trouble_words(error))
        return
    if given:
        st.html(roles_sheet(given.values()).html)
    _steps(given, who.account.issuer, by_claim=bool(found.claim))
    if trouble := st.session_state.pop(_TROUBLE, None):
        _tell_trouble(trouble)


def _tell_trouble(texts: tuple[str, ...]) -> None:
    st.html(render("own_faults.html", heading=t("own_data.log.not_undone"), texts=texts))


def _steps(given: dict[str, GivenRole], issuer: str, *, by_claim: bool) -> None:
    """One account, known or new, and what can be done with it."""
    new = ""
    chosen = st.selectbox(
        t("sign_in.roles.account"),
        [new, *given],
        format_func=lambda each: " · ".join(_named(given[each])) if each else t("sign_in.roles.new"),
        filter_mode="contains",
        key="own-role-account",
    )
    known = given.get(chosen)
    with st.container(horizontal=True, key="own-role", vertical_alignment="bottom"):
        if known is None:
            st.text_input(t("sign_in.roles.subject"), max_chars=LONGEST_SUBJECT, key=_SUBJECT)
            st.text_input(t("sign_in.roles.name"), max_chars=LONGEST_NAME, key=_NAME)
        if not by_claim:
            st.selectbox(
                t("sign_in.roles.role"),
                GIVEN,
                format_func=lambda each: t(f"sign_in.role.{each}"),
                filter_mode="contains",
                key=_ROLE,
            )
        st.text_input(t("own_data.log.why"), max_chars=LONGEST_WHY, key=_WHY)
    with st.container(horizontal=True, key="own-role-ways"):
        if not by_claim or (known and known.role is Role.NONE):
            st.button(
                t("sign_in.roles.give_back" if by_claim else "sign_in.roles.give"),
                key="own-role-give",
                on_click=_give,
                args=(known, issuer),
            )
        if (known and known.role is not Role.NONE) or (by_claim and known is None):
            st.button(t("sign_in.roles.take"), key="own-role-take", on_click=_set, args=(Role.NONE, known, issuer))


def _named(given: GivenRole) -> tuple[str, ...]:
    cells = role_cells(given)
    return cells["name"], cells["role"], cells["subject"]


def _give(known: GivenRole | None, issuer: str) -> None:
    """Give the role that is chosen; where a claim gives roles there is none to choose, and the least lifts the ban."""
    _set(Role(st.session_state.get(_ROLE, Role.READER)), known, issuer)


def _set(role: Role, known: GivenRole | None, issuer: str) -> None:
    """Give or take a role, of what stands in the fields at this moment. Nobody takes the own right to do so: it might
    be the last."""
    typed = {key: str(st.session_state.get(key, "")) for key in (_SUBJECT, _NAME, _WHY)}
    try:
        who = sign_in.must_write(Role.ADMINISTRATOR)
        account = known.account if known else account_of(issuer, typed[_SUBJECT], typed[_NAME])
        if who.account is not None and account.record_id == who.account.record_id and role is not Role.ADMINISTRATOR:
            raise RoleError("sign_in.roles.own")
        seen = known.revision if known else 0
        made = build.set_role(build.own_store(), account, role, who=who.who, why=typed[_WHY], seen=seen)
    except SikkerByError as error:
        st.session_state[_TROUBLE] = trouble_words(error)
        return
    state.tell(t("sign_in.roles.done", role=t(f"sign_in.role.{role}"), name=account.who, revision=made))
