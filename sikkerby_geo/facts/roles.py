"""Registry of roles: what each may do, whom one is given to, and why somebody may not write."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.problems import SikkerByError

ROLE_KIND = "role"
"""Record kind of roles that are given or taken by hand. No output and no figure rests on one."""
LONGEST_NAME = 80
LONGEST_SUBJECT = 255
"""Characters of a subject identifier: OpenID Connect Core 1.0, section 2."""


class Role(StrEnum):
    """What an account may do; each role may all that those before it may, and ``NONE`` has been taken away."""

    NONE = "none"
    READER = "reader"
    EDITOR = "editor"
    ADMINISTRATOR = "administrator"

    def may(self, needed: Role) -> bool:
        """Whether this role is enough where another one is needed."""
        ladder = tuple(Role)
        return ladder.index(self) >= ladder.index(needed)


GIVEN: tuple[Role, ...] = tuple(role for role in Role if role is not Role.NONE)
"""The roles somebody can be given, the least first."""


@dataclass(frozen=True)
class Account:
    """Somebody at a provider: issuer and subject together name one account for good; the name is for people alone."""

    issuer: str
    subject: str
    name: str = ""

    @property
    def record_id(self) -> str:
        return "/".join(quote(part, safe="") for part in (self.issuer, self.subject))

    @property
    def who(self) -> str:
        """The account as revisions name it: name and subject."""
        return f"{self.name} ({self.subject})" if self.name else self.subject


@dataclass(frozen=True)
class GivenRole:
    """A role given by hand, or taken away (``Role.NONE``); ``revision`` is the one that did."""

    account: Account
    role: Role
    revision: int

    def payload(self) -> dict[str, str]:
        account = self.account
        return {"issuer": account.issuer, "subject": account.subject, "name": account.name, "role": self.role.value}


def given_role(payload: Mapping[str, object], revision: int) -> GivenRole:
    """A role as its kept record tells it; one that nobody knows, of a newer program for one, counts as taken away."""
    issuer, subject, name, role = (str(payload.get(part, "")) for part in ("issuer", "subject", "name", "role"))
    return GivenRole(Account(issuer, subject, name), Role(role) if role in tuple(Role) else Role.NONE, revision)


def is_subject(text: object) -> bool:
    """Whether a text can be the subject identifier of an account."""
    return isinstance(text, str) and 0 < len(text) <= LONGEST_SUBJECT and quoted(text, LONGEST_SUBJECT) == text


def account_of(issuer: str, subject: str, name: str) -> Account:
    """An account as somebody has typed it or a provider tells it: cut, without what nobody sees.

    Raises
    ------
    RoleError
        The subject is none, or the issuer is blank.
    """
    if not is_subject(subject.strip()):
        raise RoleError("sign_in.roles.no_subject")
    if not issuer.strip():
        raise RoleError("sign_in.roles.no_issuer")
    return Account(issuer.strip(), subject.strip(), quoted(" ".join(name.split()), LONGEST_NAME))


class RoleError(SikkerByError):
    """A role that cannot be given or taken as asked."""


class Refusal(StrEnum):
    """Why somebody may not write."""

    NOT_HERE = "not_here"
    MISCONFIGURED = "misconfigured"
    SIGNED_OUT = "signed_out"
    OLD = "old"
    UNPROVEN = "unproven"
    UNREACHABLE = "unreachable"
    NO_ROLE = "no_role"
    READER = "reader"
    NOT_ENOUGH = "not_enough"
