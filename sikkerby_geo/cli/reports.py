"""``reports``: files of reports as points, counted by month, type, area and cell, and what could not be placed."""

from __future__ import annotations

import getpass
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table

from sikkerby_geo import build
from sikkerby_geo.build.reports import report_run
from sikkerby_geo.cli.deliveries import Answers, RecipeFile, answered, read_recipe
from sikkerby_geo.cli.report_delivery import First, Last, PutIn, asked_months, put_in
from sikkerby_geo.cli.showing import MOST_LINES, ask, at
from sikkerby_geo.cli.terminal import REFUSED, SCREEN, TROUBLE, plain, refuse, show_table, told
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Gazetteer, Level
from sikkerby_geo.facts.characters import quoted
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.intake import Question, Recipe
from sikkerby_geo.facts.report_counts import Counts
from sikkerby_geo.facts.report_types import REPORT_TYPES
from sikkerby_geo.facts.reports import NO_TYPE, REPORTS, LedgerLine, Reason, month_name
from sikkerby_geo.store import brought
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.reports.dask_workers import Cluster
from sikkerby_geo.store.reports.files import files_of, remember, write_parquet
from sikkerby_geo.store.reports.looking import look_at
from sikkerby_geo.store.reports.plan import Looked, Plan
from sikkerby_geo.store.reports.run import Counted, Progress
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.own_data.intake_words import LONGEST, fault_sentence, remark_sentence

_MINUTE = 60

Scheduler = Annotated[
    str, typer.Option("--scheduler", help=t("cli.reports.scheduler"), metavar=t("cli.reports.address"))
]
Authority = Annotated[Path | None, typer.Option("--tls-ca", help=t("cli.reports.tls_ca"), metavar=t("cli.file"))]
Certificate = Annotated[Path | None, typer.Option("--tls-cert", help=t("cli.reports.tls_cert"), metavar=t("cli.file"))]
Key = Annotated[Path | None, typer.Option("--tls-key", help=t("cli.reports.tls_key"), metavar=t("cli.file"))]


def reports(
    files: Annotated[list[str], typer.Argument(help=t("cli.reports.files"), metavar=t("cli.reports.named"))],
    source: Annotated[str, typer.Option("--source", help=t("cli.reports.source"), metavar=t("cli.text"))] = "",
    counts: Annotated[
        Path | None, typer.Option("--counts", help=t("cli.reports.counts"), metavar=t("cli.file"))
    ] = None,
    answer: Answers = None,
    recipe: RecipeFile = None,
    add: PutIn = False,
    first: First = "",
    last: Last = "",
    scheduler: Scheduler = "",
    tls_ca: Authority = None,
    tls_cert: Certificate = None,
    tls_key: Key = None,
) -> None:
    """Count the reports of files, and say what could not be placed."""
    store = build.own_store()
    with told():
        months = asked_months(first, last) if add else None
        cluster = _cluster(scheduler, tls_ca, tls_cert, tls_key)
        paths, twice = files_of(files)
        for path in twice:
            SCREEN.print(t("cli.reports.named_twice", file=str(path)), markup=False, soft_wrap=True)
        if counts is not None and counts.exists():
            refuse("problem.backup_exists", file=str(counts))
        with at("look"):
            kept = _recipe(store, source, recipe).with_answers(answered(answer))
            looked = [look_at(path, kept, today()) for path in paths]
        plans, read = _plans(looked, kept)
        with at("read_atlas"):
            atlas = build.Current(build.data_root(), store).atlas()
        found = _counted(atlas, plans, cluster)
        remember(store, read, who=getpass.getuser(), why=t("cli.reports.why"))
        _tell(found)
        if counts is not None:
            _write(counts, found.counts, atlas.places)
        if months is not None:
            put_in(store, atlas, found, months, source or t("cli.reports.default_source"))


def _cluster(address: str, ca: Path | None, certificate: Path | None, key: Path | None) -> Cluster | None:
    """The cluster that is named, if any; ends the command for files that are named without one."""
    if not address:
        if ca or certificate or key:
            refuse("cli.reports.tls_without_scheduler")
        return None
    cluster = Cluster(address, ca, certificate, key)
    if not cluster.encrypted and not cluster.here:
        TROUBLE.print(t("cli.reports.not_encrypted"), soft_wrap=True)
    return cluster


def _recipe(store: Store, source: str, file: Path | None) -> Recipe:
    if file is not None:
        return replace(read_recipe(file), kind=REPORTS.kind_id)
    return brought.recipe_for(brought.recipes(store), REPORTS.kind_id, source or t("cli.reports.default_source"))


def _plans(looked: Sequence[Looked], recipe: Recipe) -> tuple[list[Plan], Recipe]:
    """How each file is read; ends the command where one is faulty, or leaves something to be asked."""
    faulty = [one for one in looked if one.faults]
    for one in faulty:
        for fault in one.faults:
            said = fault_sentence(fault, REPORTS, Gazetteer(()))
            TROUBLE.print(plain(f"{one.path}: {said}"), soft_wrap=True)
    if faulty:
        raise typer.Exit(REFUSED)
    questions: dict[str, Question] = {}
    for one in looked:
        for question in one.questions:
            questions.setdefault(question.key, question)
    if questions:
        ask([*questions.values()])
    read = recipe
    for one in looked:
        read = replace(read, columns={**read.columns, **one.recipe.columns})
    for head, name in read.columns.items():
        field = REPORTS.field(name)
        if field is not None and head != field.heads[0]:
            said = t("own_data.column", head=quoted(head, LONGEST), role=field.heads[0])
            SCREEN.print(plain(f"  {said}"), soft_wrap=True)
    for remark in dict.fromkeys(remark for one in looked for remark in one.remarks):
        SCREEN.print(plain(f"  {remark_sentence(remark)}"), soft_wrap=True)
    return [one.plan for one in looked if one.plan is not None], read


def _counted(atlas: Atlas, plans: Sequence[Plan], cluster: Cluster | None) -> Counted:
    with TROUBLE.status(t("cli.step.count")) as status:
        run = report_run(atlas, plans, lambda progress: status.update(plain(_progress(progress))), cluster)
        if run is None:
            refuse("cli.reports.no_areas")
        found = run.counted()
    if run.resumed:
        SCREEN.print(t("cli.reports.resumed"))
    return found


def _progress(progress: Progress) -> str:
    """How far it is, and how long it takes yet."""
    left = progress.seconds_left
    if left is None:
        time_left = ""
    elif left < _MINUTE:
        time_left = t("cli.reports.left_seconds")
    else:
        time_left = t("cli.reports.left_minutes", minutes=number(round(left / _MINUTE)))
    percent = number(100 * progress.done // max(progress.of, 1))
    return t("cli.reports.progress", percent=percent, rows=progress.rows, left=time_left).strip()


def _tell(found: Counted) -> None:
    """What became of the files, all told; the reasons with the first rows of each, and the words that are not ours."""
    if found.counts.synthetic:
        SCREEN.print(t("cli.reports.synthetic"))
    table = Table(box=None, pad_edge=False)
    for column in ("file", "rows", "placed", "unplaced"):
        table.add_column(t(f"cli.reports.{column}"), justify="left" if column == "file" else "right", overflow="fold")
    for line in found.ledger:
        if line.same_as:
            told = ("–", t("cli.reports.same_as", file=line.same_as))
        else:
            told = (number(line.placed), number(line.rows - line.placed))
        table.add_row(plain(line.name), number(line.rows), *map(plain, told))
    show_table(table)
    for reason in Reason:
        _tell_reason(reason, [line for line in found.ledger if not line.same_as and reason in line.reasons])
    if without := sum(line.without_id for line in found.ledger if not line.same_as):
        SCREEN.print(t("cli.reports.without_id", count=without))
    if strange := [word for word in found.counts.types if word not in REPORT_TYPES and word != NO_TYPE]:
        said = ", ".join(sorted(strange)[:MOST_LINES])
        SCREEN.print(plain(t("cli.reports.strange_types", count=len(strange), types=said)), soft_wrap=True)
    counted = [line for line in found.ledger if not line.same_as]
    rows, placed = sum(line.rows for line in counted), sum(line.placed for line in counted)
    SCREEN.print(t("cli.reports.sum", rows=rows, placed=number(placed), unplaced=number(rows - placed)))


def _tell_reason(reason: Reason, lines: Sequence[LedgerLine]) -> None:
    if not lines:
        return
    many = sum(line.reasons[reason] for line in lines)
    said = t(f"cli.reports.reason.{reason}", count=many)
    examples = [(line.name, line.examples[reason]) for line in lines if reason in line.examples]
    if examples:
        name, rows = examples[0]
        said += " " + t("cli.reports.example_rows", file=name, rows=", ".join(map(str, rows)))
    SCREEN.print(plain(f"  {said}"), soft_wrap=True)


def _write(path: Path, counts: Counts, places: Gazetteer) -> None:
    """The counts as a file: Parquet where it is called so, else CSV for a Danish spreadsheet."""
    rows = _rows(counts, places)
    if path.suffix.casefold() == ".parquet":
        write_parquet(path, rows, t("cli.reports.note_synthetic" if counts.synthetic else "cli.reports.note"))
    else:
        try:
            path.write_bytes(csv_bytes(rows))
        except OSError:
            refuse("problem.store_unwritable", file=str(path))
    SCREEN.print(t("cli.reports.written", file=str(path), count=len(rows)), markup=False, soft_wrap=True)


def _rows(counts: Counts, places: Gazetteer) -> list[dict[str, object]]:
    mark = {_column("mark"): t("cli.reports.synthetic_mark")} if counts.synthetic else {}
    levels = _above(places)
    return [
        {
            _column("month"): month_name(month),
            _column("type"): word,
            _column("area"): places[area_id].name,
            _column("lokaludvalg"): levels[area_id][Level.LOKALUDVALG],
            _column("bydel"): levels[area_id][Level.BYDEL],
            _column("cell"): cell_id,
            _column("reports"): many,
            **mark,
        }
        for month, word, area_id, cell_id, many in counts.rows()
    ]


def _column(name: str) -> str:
    return t(f"cli.reports.column.{name}")


def _above(places: Gazetteer) -> Mapping[str, Mapping[Level, str]]:
    """The names of the places that an area lies in, by the area's id."""
    higher = (Level.LOKALUDVALG, Level.BYDEL)
    return {
        area.place_id: {level: places.around(area, level).name for level in higher}
        for area in places.at(Level.SURVEY_AREA)
    }
