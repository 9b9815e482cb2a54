"""Who may write: the one place that decides it, asked at each write. No cookie is believed for it.

Without sign-in it is the user of the machine the app runs on; with it, whoever the provider has signed a token for
that is still valid, and who has a role at this moment.
"""

from __future__ import annotations

import getpass
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import streamlit as st

from sikkerby_geo import build
from sikkerby_geo.facts.clock import now
from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.facts.roles import Account, Refusal, Role, account_of
from sikkerby_geo.facts.thresholds import LONGEST_SIGN_IN
from sikkerby_geo.text import t
from sikkerby_geo.ui.frame import local_user
from sikkerby_geo.ui.frame.auth_settings import Settings, settings
from sikkerby_geo.ui.frame.contact import contact

log = logging.getLogger("sikkerby")

LONGEST_SECONDS = LONGEST_SIGN_IN.value * 3600
AGAIN = frozenset({Refusal.SIGNED_OUT, Refusal.OLD, Refusal.UNPROVEN})
"""What signing in (again) may mend."""
_ENDED: dict[tuple[str, str], float] = {}
"""Issuer and subject of whom signed out in this process, and of when their token was: none up to it counts again."""


@dataclass(frozen=True)
class Writer:
    """Somebody who may write: ``who`` as revisions name them. ``account`` is None for the machine's own user."""

    who: str
    role: Role
    account: Account | None = None

    @property
    def sees_names(self) -> bool:
        """Whether who has changed something is told."""
        return True


class Refused(SikkerByError):
    """Why somebody may not write, as trouble that can be told; ``account`` is theirs, where the provider proves one."""

    def __init__(
        self,
        refusal: Refusal,
        account: Account | None = None,
        role: Role = Role.NONE,
        because: SikkerByError | None = None,
    ) -> None:
        words = {"contact": contact() or t("sign_in.no_contact"), "hours": LONGEST_SIGN_IN.value}
        key, params = (f"sign_in.refused.{refusal}", words) if because is None else (because.key, because.params)
        super().__init__(key, **params)
        self.refusal = refusal
        self.account = account
        self.role = role

    @property
    def sees_names(self) -> bool:
        """Whether who has changed something is told."""
        return self.role.may(Role.READER)


def writer(needed: Role = Role.EDITOR) -> Writer | Refused:
    """Who may write, or why not, as it is at this moment."""
    try:
        found = settings()
    except SikkerByError as error:
        log.error("sign-in is misconfigured: %s", error)
        return Refused(Refusal.MISCONFIGURED, because=error)
    if found is None:
        return Writer(getpass.getuser(), Role.ADMINISTRATOR) if local_user.is_here() else Refused(Refusal.NOT_HERE)
    return signed_in(found, st.user.to_dict(), build.own_store(), now(), needed)


def must_write(needed: Role = Role.EDITOR) -> Writer:
    """Who writes: to be asked at each write, within what tells trouble. Raises Refused."""
    found = writer(needed)
    if isinstance(found, Refused):
        raise found
    return found


def signed_in(
    found: Settings, user: Mapping[str, object], store: build.Store, moment: datetime, needed: Role = Role.EDITOR
) -> Writer | Refused:
    """Who writes, or why not, by what Streamlit holds of a session's user (``st.user``)."""
    provider = build.provider_at(found.provider)
    try:
        provider.described()
        if not user.get("is_logged_in"):
            return Refused(Refusal.SIGNED_OUT)
        proven = _proven(found, provider, user, moment)
        account = account_of(proven.issuer, proven.subject, str(proven.said.get("name") or ""))
        ended = _ENDED.get((account.issuer, account.subject), 0)
        if proven.issued <= max(ended, moment.timestamp() - LONGEST_SECONDS):
            return Refused(Refusal.OLD, account)
        role = _role(found, provider, store, account, user, proven.said)
    except build.TokenError as error:
        log.warning("a sign-in is not believed: %s", error)
        return Refused(error.refusal)
    except SikkerByError as error:
        log.error("nobody can sign in: %s", error)
        return Refused(Refusal.UNREACHABLE, because=error)
    if role.may(needed):
        return Writer(account.who, role, account)
    refusals = {Role.NONE: Refusal.NO_ROLE, Role.READER: Refusal.READER}
    return Refused(refusals.get(role, Refusal.NOT_ENOUGH), account, role)


def sign_out() -> None:
    """End this sign-in here and at the provider, and those of the same account before it in every other window."""
    user = st.user.to_dict()
    issued = user.get("iat")
    if isinstance(issued, int | float):
        end(str(user.get("iss")), str(user.get("sub")), issued, now())
    st.logout()


def end(issuer: str, subject: str, issued: float, moment: datetime) -> None:
    """Let no token count again that an account was issued up to a time (seconds since 1970); what is too old to count
    anyway is forgotten."""
    for account, ended in [*_ENDED.items()]:
        if ended < moment.timestamp() - LONGEST_SECONDS:
            _ENDED.pop(account, None)
    _ENDED[issuer, subject] = min(issued, moment.timestamp())


def _proven(found: Settings, provider: build.Provider, user: Mapping[str, object], moment: datetime) -> build.Proven:
    """Whom the token of the session proves, and that Streamlit's cookie speaks of the same."""
    proven = provider.proven(_token(user, "id"), found.client_id, moment)
    if (proven.issuer, proven.subject) != (user.get("iss"), user.get("sub")):
        raise build.TokenError(Refusal.UNPROVEN, "the cookie speaks of somebody else than the token")
    return proven


def _role(
    found: Settings,
    provider: build.Provider,
    store: build.Store,
    account: Account,
    user: Mapping[str, object],
    said: Mapping[str, object],
) -> Role:
    """The role of an account at this moment. Where a claim gives roles, the table can still take one away."""
    by_hand = build.roles(store).get(account.record_id)
    if not found.claim:
        return by_hand.role if by_hand else Role.NONE
    if by_hand and by_hand.role is Role.NONE:
        return Role.NONE
    return found.role_in(provider.of_today(_token(user, "access"), account.subject) if found.today else said)


def _token(user: Mapping[str, object], name: str) -> str:
    tokens = user.get("tokens")
    token = tokens.get(name) if isinstance(tokens, Mapping) else None
    if not isinstance(token, str):
        raise build.TokenError(Refusal.UNPROVEN, f"no {name} token")
    return token
