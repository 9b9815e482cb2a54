"""The command line ``sikkerby``: history, undo, export, backup and health of the own records, in Danish.

Exit codes: 0 done; 1 refused or found wrong, with the reason; 2 the command was not understood; 3 somebody else has
changed the same records.
"""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table
from typer import rich_utils
from typer.core import TyperCommand, TyperGroup, TyperOption

from sikkerby_geo import build
from sikkerby_geo.facts.characters import shown
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.problems import DataError, SikkerByError
from sikkerby_geo.facts.revisions import ConflictError, LaterChangeError, Revision
from sikkerby_geo.store import backup as backups
from sikkerby_geo.store.deliveries import publish as publish_revision
from sikkerby_geo.store.doctor import examine
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.notices import fault_words
from sikkerby_geo.views.base.own_files import export_files

REFUSED, NOT_UNDERSTOOD, CONFLICT = 1, 2, 3
SCREEN = Console(highlight=False)
TROUBLE = Console(stderr=True, highlight=False)
UNFOLDED = 10_000
"""Columns of a table that goes into a file or another program: a row is a line, nothing is cut."""

for _name in ("ARGUMENTS", "OPTIONS", "COMMANDS"):
    setattr(rich_utils, f"{_name}_PANEL_TITLE", t(f"cli.panel_{_name.lower()}"))
rich_utils.REQUIRED_LONG_STRING = ""


class _Command(TyperCommand):
    """A command whose own words are Danish too."""

    def get_help_option(self, ctx: Any) -> TyperOption | None:
        return _helped(super().get_help_option(ctx))

    def get_usage(self, ctx: Any) -> str:
        return _in_danish(super().get_usage(ctx))


class _Commands(TyperGroup):
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


app = typer.Typer(
    cls=_Commands,
    help=t("cli.help"),
    epilog=t("cli.exit_codes"),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Number = Annotated[int, typer.Argument(help=t("cli.number"), metavar="N", min=1)]
Why = Annotated[str, typer.Option("--why", "-b", help=t("cli.why"), metavar=t("cli.text"))]


@contextmanager
def _told() -> Iterator[None]:
    """Trouble we foresaw is told in Danish and ends the command with its code."""
    try:
        yield
    except DataError as error:
        for fault in error.faults:
            TROUBLE.print(_plain(fault_words(fault)))
        raise typer.Exit(REFUSED) from error
    except SikkerByError as error:
        TROUBLE.print(_plain(t(error.key, **error.params)))
        if isinstance(error, LaterChangeError):
            TROUBLE.print(t("cli.undo.with_later", revision=error.number))
        raise typer.Exit(CONFLICT if isinstance(error, ConflictError) else REFUSED) from error


def _plain(text: str) -> str:
    """Words somebody has typed, for a terminal: neither markup nor what would steer it."""
    return escape(shown(text))


def _when(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _row(revision: Revision) -> tuple[str, ...]:
    occasion = revision.occasion
    kind = t(f"revision.{occasion.kind}")
    if occasion.undoes:
        kind = f"{kind} {', '.join(map(str, occasion.undoes))}"
    source = " · ".join(filter(None, (occasion.source, occasion.file_name)))
    told = (kind, number(revision.records), occasion.who, occasion.why, source)
    return str(revision.number), _when(revision.at), *told


@app.command(cls=_Command, help=t("cli.log.help"))
def log(
    most: Annotated[int, typer.Option("--most", "-n", help=t("cli.log.most"), metavar="N", min=1)] = 20,
) -> None:
    with _told():
        revisions = build.own_store().revisions()
    if not revisions:
        SCREEN.print(t("cli.log.empty"))
        return
    table = Table(box=None, pad_edge=False)
    for column in ("number", "at", "kind", "records", "who", "why", "source"):
        counted = column in ("number", "records")
        table.add_column(t(f"cli.log.{column}"), justify="right" if counted else "left", overflow="fold")
    for revision in revisions[:most]:
        table.add_row(*map(_plain, _row(revision)))
    (SCREEN if SCREEN.is_terminal else Console(highlight=False, width=UNFOLDED)).print(table)
    if len(revisions) > most:
        SCREEN.print(t("cli.log.more", count=number(len(revisions) - most)))


@app.command(cls=_Command, help=t("cli.undo.help"))
def undo(
    revision: Number,
    why: Why = "",
    later: Annotated[bool, typer.Option("--later", help=t("cli.undo.later"))] = False,
) -> None:
    with _told():
        made = build.own_store().undo(revision, getpass.getuser(), why, later=later)
    SCREEN.print(t("cli.undo.done", revision=revision, made=made))


@app.command(cls=_Command, help=t("cli.publish.help"))
def publish(
    revision: Number,
    day: Annotated[datetime, typer.Argument(help=t("cli.publish.day"), formats=["%Y-%m-%d"], metavar="DATO")],
    why: Why = "",
) -> None:
    with _told():
        made = publish_revision(build.own_store(), revision, day.date().isoformat(), who=getpass.getuser(), why=why)
    SCREEN.print(t("cli.publish.done", revision=revision, made=made))


@app.command(cls=_Command, help=t("cli.export.help"))
def export(
    folder: Annotated[Path, typer.Argument(help=t("cli.export.folder"), metavar=t("cli.folder"))],
) -> None:
    with _told():
        store = build.own_store()
        files = export_files(store.current(), store.revisions())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if there := [name for name in files if (folder / name).exists()]:
            _refuse("problem.backup_exists", file=str(folder / there[0]))
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError:
        _refuse("problem.store_unwritable", file=str(folder))
    SCREEN.print(t("cli.export.done", count=len(files), folder=str(folder)), markup=False)


@app.command(cls=_Command, help=t("cli.backup.help"))
def backup(
    file: Annotated[Path | None, typer.Argument(help=t("cli.backup.file"), metavar=t("cli.file"))] = None,
) -> None:
    to = file or Path(t("cli.backup.name", day=today().isoformat()))
    with _told():
        newest = backups.back_up(build.own_store(), to)
    SCREEN.print(t("cli.backup.done", file=str(to), revision=newest), markup=False)


@app.command(cls=_Command, help=t("cli.restore.help"))
def restore(file: Annotated[Path, typer.Argument(help=t("cli.restore.file"), metavar=t("cli.file"))]) -> None:
    with _told():
        store = build.own_store()
        newest = backups.restore(file, store)
    SCREEN.print(t("cli.restore.done", folder=str(store.database.folder), revision=newest), markup=False)


@app.command(cls=_Command, help=t("cli.doctor.help"))
def doctor() -> None:
    findings = examine(build.data_root(), build.own_store())
    for finding in findings:
        if finding.trouble is not None:
            said = t(finding.trouble.key, **finding.trouble.params)
        else:
            said = t(
                f"cli.doctor.{finding.check}" if finding.well else f"cli.doctor.not_{finding.check}", **finding.values
            )
        mark = t("cli.doctor.well") if finding.well else t("cli.doctor.ill")
        SCREEN.print(f"{mark:<9}{said}", markup=False, soft_wrap=True)
    if not all(finding.well for finding in findings):
        raise typer.Exit(REFUSED)


def _refuse(key: str, **params: object) -> NoReturn:
    TROUBLE.print(t(key, **params), markup=False)
    raise typer.Exit(REFUSED)


def main() -> None:
    """What the entry point ``sikkerby`` runs."""
    app(prog_name="sikkerby")


if __name__ == "__main__":
    main()
