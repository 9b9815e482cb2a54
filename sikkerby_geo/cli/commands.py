"""The command line ``sikkerby``: all its commands, and those of history, undo, export, backup and health.

Exit codes: 0 done; 1 refused or found wrong, with the reason; 2 the command was not understood, or the file leaves
something to be asked; 3 somebody else has changed the same records.
"""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sikkerby_geo import build
from sikkerby_geo.cli import boundaries, deliveries, register, reports, roles, serve, yearly_report
from sikkerby_geo.cli.terminal import REFUSED, SCREEN, Command, Commands, Why, plain, refuse, show_table, told
from sikkerby_geo.facts.clock import today
from sikkerby_geo.store import backup as backups
from sikkerby_geo.store.deliveries import publish as publish_revision
from sikkerby_geo.store.doctor import examine
from sikkerby_geo.store.engines import database_at
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.own_files import export_files
from sikkerby_geo.views.own_data.log import COLUMNS, cells

app = typer.Typer(
    cls=Commands,
    help=t("cli.help"),
    epilog=t("cli.exit_codes"),
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
)

Number = Annotated[int, typer.Argument(help=t("cli.number"), metavar="N", min=1)]

app.command("check", cls=Command, help=t("cli.check.help"))(deliveries.check)
app.command("add", cls=Command, help=t("cli.add.help"))(deliveries.add)
app.command("register", cls=Command, help=t("exchange.cli.help"))(register.register)
app.command("templates", cls=Command, help=t("cli.templates.help"))(deliveries.templates)
app.command("report", cls=Command, help=t("yearly.cli.help"))(yearly_report.report)
app.command("reports", cls=Command, help=t("cli.reports.help"))(reports.reports)
app.add_typer(roles.app, name="roles")
app.command("serve", cls=Command, help=t("serving.help.serve"))(serve.serve)
app.command("restart", cls=Command, help=t("serving.help.restart"))(serve.restart)
app.command("proxy", cls=Command, help=t("serving.help.proxy"))(serve.proxy)

fetch = typer.Typer(cls=Commands, help=t("boundaries.help.fetch"), add_completion=False, no_args_is_help=True)
fetch.command("boundaries", cls=Command, help=t("boundaries.help.command"))(boundaries.boundaries)
app.add_typer(fetch, name="fetch")


@app.command(cls=Command, help=t("cli.log.help"))
def log(
    most: Annotated[int, typer.Option("--most", "-n", help=t("cli.log.most"), metavar="N", min=1)] = 20,
) -> None:
    with told():
        revisions = build.own_store().revisions()
    if not revisions:
        SCREEN.print(t("cli.log.empty"))
        return
    table = Table(box=None, pad_edge=False)
    for column in COLUMNS:
        counted = column in ("number", "records")
        table.add_column(t(f"cli.log.{column}"), justify="right" if counted else "left", overflow="fold")
    for revision in revisions[:most]:
        table.add_row(*map(plain, cells(revision).values()))
    show_table(table)
    if len(revisions) > most:
        SCREEN.print(t("cli.log.more", count=number(len(revisions) - most)))


@app.command(cls=Command, help=t("cli.undo.help"))
def undo(
    revision: Number,
    why: Why = "",
    later: Annotated[bool, typer.Option("--later", help=t("cli.undo.later"))] = False,
) -> None:
    with told():
        made = build.own_store().undo(revision, getpass.getuser(), why, later=later)
    SCREEN.print(t("cli.undo.done", revision=revision, made=made))


@app.command(cls=Command, help=t("cli.publish.help"))
def publish(
    revision: Number,
    day: Annotated[datetime, typer.Argument(help=t("cli.publish.day"), formats=["%Y-%m-%d"], metavar="DATO")],
    why: Why = "",
) -> None:
    with told():
        made = publish_revision(build.own_store(), revision, day.date().isoformat(), who=getpass.getuser(), why=why)
    SCREEN.print(t("cli.publish.done", revision=revision, made=made))


@app.command(cls=Command, help=t("cli.export.help"))
def export(
    folder: Annotated[Path, typer.Argument(help=t("cli.export.folder"), metavar=t("cli.folder"))],
) -> None:
    with told():
        store = build.own_store()
        files = export_files(store.current(), store.revisions()) | register.exported(store)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if there := [name for name in files if (folder / name).exists()]:
            refuse("problem.backup_exists", file=str(folder / there[0]))
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except OSError:
        refuse("problem.store_unwritable", file=str(folder))
    SCREEN.print(t("cli.export.done", count=len(files), folder=str(folder)), markup=False, soft_wrap=True)


@app.command(cls=Command, help=t("cli.backup.help"))
def backup(
    file: Annotated[Path | None, typer.Argument(help=t("cli.backup.file"), metavar=t("cli.file"))] = None,
) -> None:
    to = file or Path(t("cli.backup.name", day=today().isoformat()))
    with told():
        newest = backups.back_up(build.own_store(), to)
    SCREEN.print(t("cli.backup.done", file=str(to), revision=newest), markup=False, soft_wrap=True)


@app.command(cls=Command, help=t("cli.restore.help"))
def restore(file: Annotated[Path, typer.Argument(help=t("cli.restore.file"), metavar=t("cli.file"))]) -> None:
    with told():
        store = build.own_store()
        newest = backups.restore(file, store)
    SCREEN.print(t("cli.restore.done", place=store.database.place, revision=newest), markup=False, soft_wrap=True)


@app.command(cls=Command, help=t("cli.move.help"))
def move(to: Annotated[str, typer.Argument(help=t("cli.move.to"), metavar=t("cli.move.place"))]) -> None:
    there = database_at(to)
    with told():
        store = build.own_store()
        newest = backups.move(store, there)
    key = "cli.move.done_database" if "://" in to else "cli.move.done_folder"
    SCREEN.print(t(key, here=store.database.place, there=there.place, revision=newest), markup=False, soft_wrap=True)


@app.command(cls=Command, help=t("cli.prepare.help"))
def prepare() -> None:
    with told():
        database = build.own_store().database
        database.prepare()
    SCREEN.print(t("cli.prepare.done", place=database.place), markup=False, soft_wrap=True)


@app.command(cls=Command, help=t("cli.doctor.help"))
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


def main() -> None:
    """What the entry point ``sikkerby`` runs."""
    app(prog_name="sikkerby")
