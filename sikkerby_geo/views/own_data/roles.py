"""Roles given by hand as a table: whose they are, and which revision gave or took them."""

from __future__ import annotations

from collections.abc import Iterable

from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.roles import GivenRole
from sikkerby_geo.text import t
from sikkerby_geo.views.base.sheet import Column, Entry, Sheet

COLUMNS = ("name", "role", "subject", "issuer", "revision")


def role_cells(given: GivenRole) -> dict[str, str]:
    """A role by column."""
    account = given.account
    return {
        "name": shown(account.name) or t("sign_in.roles.no_name"),
        "role": t(f"sign_in.role.{given.role}"),
        "subject": shown(account.subject),
        "issuer": shown(account.issuer),
        "revision": str(given.revision),
    }


def roles_sheet(given: Iterable[GivenRole]) -> Sheet:
    """Every role that was given or taken by hand."""
    columns = tuple(Column(name, t(f"sign_in.roles.{name}")) for name in COLUMNS)
    rows = tuple({name: Entry(text) for name, text in role_cells(one).items()} for one in given)
    return Sheet("own-roles", t("sign_in.roles.caption"), columns, rows)
