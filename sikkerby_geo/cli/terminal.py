"""What every command shares: Danish help and usage, the two streams, and foreseen trouble with its exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup, TyperOption

from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.problems import DataError, SikkerByError
from sikkerby_geo.facts.revisions import ConflictError, LaterChangeError
from sikkerby_geo.text import t
from sikkerby_geo.views.base.notices import fault_words

REFUSED, NOT_UNDERSTOOD, CONFLICT = 1, 2, 3
ASKED = NOT_UNDERSTOOD
"""What a file leaves to be asked is answered by the same command with more said."""
SCREEN = Console(highlight=False)
TROUBLE = Console(stderr=True, highlight=False)
UNFOLDED = 10_000
"""Columns of what goes into a file or another program."""

for _name in ("ARGUMENTS", "OPTIONS", "COMMANDS"):
    setattr(rich_utils, f"{_name}_PANEL_TITLE", t(f"cli.panel_{_name.lower()}"))
rich_utils.REQUIRED_LONG_STRING = ""

Why = Annotated[str, typer.Option("--why", "-b", help=t("cli.why"), metavar=t("cli.text"))]


class Command(TyperCommand):
    """A command whose own words are Danish too."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _helped(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _in_danish(super().get_usage(ctx))


class Commands(TyperGroup):
    """All commands; one that is not understood is told how it is written."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _helped(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _in_danish(super().get_usage(ctx))

    def main(self, args: Sequence[str] | None = None, *more: Any, **options: Any) -> NoReturn:
        asked = [*(sys.argv[1:] if args is None else args)] or ["--help"]
        try:
            sys.exit(super().main(asked, *more, **{**options, "standalone_mode": False}) or 0)
        except typer.TyperException as error:
            context = getattr(error, "ctx", None)
            path = context.command_path if context else "sikkerby"
            usage = context.get_usage().split(":", 1)[-1].strip() if context else path
            TROUBLE.print(t("cli.not_understood", path=path, usage=usage), markup=False, soft_wrap=True)
            sys.exit(NOT_UNDERSTOOD)
        except typer.Abort:
            TROUBLE.print(t("cli.aborted"))
            sys.exit(REFUSED)


def _helped(option: TyperOption | None) -> TyperOption | None:
    if option is not None:
        option.help = t("cli.show_help")
    return option


def _in_danish(usage: str) -> str:
    """Typer's own words in a line of usage; it has no other way to say them."""
    for english, danish in (("Usage:", "usage"), ("[OPTIONS]", "options"), ("COMMAND [ARGS]...", "command")):
        usage = usage.replace(english, t(f"cli.{danish}"))
    return usage


@contextmanager
def told() -> Iterator[None]:
    """Trouble we foresaw is told in Danish and ends the command with its code."""
    try:
        yield
    except DataError as error:
        for fault in error.faults:
            TROUBLE.print(plain(fault_words(fault)))
        raise typer.Exit(REFUSED) from error
    except SikkerByError as error:
        TROUBLE.print(plain(t(error.key, **error.params)))
        if isinstance(error, LaterChangeError):
            TROUBLE.print(t("cli.undo.with_later", revision=error.number))
        raise typer.Exit(CONFLICT if isinstance(error, ConflictError) else REFUSED) from error


def plain(text: str) -> str:
    """Words somebody has typed, for a terminal: neither markup nor what would steer it."""
    return escape(shown(text))


def refuse(key: str, **params: object) -> NoReturn:
    TROUBLE.print(t(key, **params), markup=False, soft_wrap=True)
    raise typer.Exit(REFUSED)


def show_table(table: Table) -> None:
    """A table as wide as the terminal; in a file or for another program a row is a line, and nothing is cut."""
    (SCREEN if SCREEN.is_terminal else Console(highlight=False, width=UNFOLDED)).print(table)
