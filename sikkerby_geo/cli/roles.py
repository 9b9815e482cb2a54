"""The commands ``sikkerby roles``: who has which role, and giving and taking one; also the first administrator's."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer
from rich.table import Table

from sikkerby_geo import build
from sikkerby_geo.cli.terminal import SCREEN, Command, Commands, Why, plain, refuse, show_table, told
from sikkerby_geo.facts.roles import GIVEN, Account, GivenRole, Role, account_of
from sikkerby_geo.text import t
from sikkerby_geo.views.own_data.roles import COLUMNS, role_cells

app = typer.Typer(cls=Commands, help=t("cli.roles.help"), add_completion=False, rich_markup_mode="rich")

Subject = Annotated[str, typer.Argument(help=t("cli.roles.subject"), metavar=t("cli.roles.subject_word"))]
Issuer = Annotated[str, typer.Option("--issuer", help=t("cli.roles.issuer"), metavar=t("cli.roles.address"))]


@app.command("list", cls=Command, help=t("cli.roles.list"))
def list_roles() -> None:
    with told():
        given = build.roles(build.own_store())
    if not given:
        SCREEN.print(t("cli.roles.empty"))
        return
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        table.add_column(t(f"sign_in.roles.{column}"), overflow="fold")
    for one in given.values():
        table.add_row(*map(plain, role_cells(one).values()))
    show_table(table)


@app.command(cls=Command, help=t("cli.roles.give"))
def give(
    subject: Subject,
    role: Annotated[str, typer.Argument(help=t("cli.roles.role"), metavar=t("cli.roles.role_word"))],
    issuer: Issuer = "",
    name: Annotated[str, typer.Option("--name", help=t("cli.roles.name"), metavar=t("cli.text"))] = "",
    why: Why = "",
) -> None:
    if role not in GIVEN:
        refuse("cli.roles.no_role", role=role, roles=", ".join(GIVEN))
    _set(subject, issuer, name, Role(role), why)


@app.command(cls=Command, help=t("cli.roles.take"))
def take(subject: Subject, issuer: Issuer = "", why: Why = "") -> None:
    _set(subject, issuer, "", Role.NONE, why)


def _set(subject: str, issuer: str, name: str, role: Role, why: str) -> None:
    with told():
        store = build.own_store()
        given = build.roles(store)
        account = account_of(issuer or _only_issuer(given), subject, name)
        before = given.get(account.record_id)
        if before is not None and not account.name:
            account = Account(account.issuer, account.subject, before.account.name)
        seen = before.revision if before else 0
        made = build.set_role(store, account, role, who=getpass.getuser(), why=why, seen=seen)
    SCREEN.print(plain(t("sign_in.roles.done", role=t(f"sign_in.role.{role}"), name=account.who, revision=made)))


def _only_issuer(given: dict[str, GivenRole]) -> str:
    """The issuer of all roles so far; blank where there is none, or more than one."""
    issuers = {one.account.issuer for one in given.values()}
    return issuers.pop() if len(issuers) == 1 else ""
