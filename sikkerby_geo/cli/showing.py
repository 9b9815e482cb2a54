"""What the command line says of a file: how it was read, what it asks, what is wrong, and what it would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import typer
from rich.table import Table

from sikkerby_geo.build.counted import Hiding
from sikkerby_geo.cli.terminal import ASKED, SCREEN, TROUBLE, plain, refuse, show_table
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.delivery_kinds import DeliveryKind
from sikkerby_geo.facts.intake import Fault, Question, Recipe
from sikkerby_geo.store.intake.take_in import Intake
from sikkerby_geo.text import number, t
from sikkerby_geo.views.base.sheet import Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes
from sikkerby_geo.views.own_data.changes import Changes, changes_sheet, hiding_words, turns_sheet
from sikkerby_geo.views.own_data.intake_words import (
    choice_words,
    fault_rows,
    grouped,
    question_sentence,
    remark_sentence,
)
from sikkerby_geo.views.own_data.told import columns_words, recipe_words

MOST_LINES = 40
"""Lines of one list on the screen; a longer one is whole in a file beside, and its beginning is shown."""


@contextmanager
def at(step: str) -> Iterator[None]:
    """What is being done, on a terminal that waits for it."""
    with TROUBLE.status(t(f"cli.step.{step}")):
        yield


def tell(found: Intake, recipe: Recipe) -> None:
    """What was read as what, and what was passed over."""
    SCREEN.print(
        t(
            "cli.check.read",
            kind=t(f"own_data.kind.{found.kind.kind_id}"),
            count=len(found.rows),
            bad=found.bad_rows,
            waiting=found.waiting,
        ),
        markup=False,
        soft_wrap=True,
    )
    for line in (*columns_words(found.recipe), *recipe_words(recipe)):
        SCREEN.print(plain(f"  {line}"), soft_wrap=True)
    remarks = [remark_sentence(one) for one in found.remarks]
    for line in remarks[:MOST_LINES]:
        SCREEN.print(plain(f"  {line}"), soft_wrap=True)
    if len(remarks) > MOST_LINES:
        SCREEN.print("  " + t("cli.check.more_remarks", count=number(len(remarks) - MOST_LINES)))


def show_hiding(made: Hiding) -> None:
    """What was hidden of counted tables, if anything was."""
    for line in hiding_words(made.hidden, made.left_out):
        SCREEN.print(plain(line), soft_wrap=True)


def ask(questions: Sequence[Question]) -> NoReturn:
    """Every question with its choices and how each is said; nothing is read until it is answered."""
    TROUBLE.print(t("cli.check.questions", count=len(questions)), markup=False)
    for question in questions:
        TROUBLE.print(plain(question_sentence(question)), soft_wrap=True)
        for choice in question.choices:
            said = f"--answer '{question.key}={choice.choice_id}'"
            TROUBLE.print(plain(f"  {said}   {choice_words(choice)}"), soft_wrap=True)
    raise typer.Exit(ASKED)


def list_faults(found: Intake, atlas: Atlas, file: Path, lists: Path) -> None:
    """Every fault of a delivery (see ``list_told``)."""
    list_told(found.faults, found.kind, atlas, file, lists)


def list_told(faults: Sequence[Fault], kind: DeliveryKind, atlas: Atlas, file: Path, lists: Path) -> None:
    """Every fault by group; where they are many the beginning of each group, and all of them in a file."""
    if not faults:
        return
    groups = grouped(faults, kind, atlas.places)
    long = len(faults) > MOST_LINES
    most = max(3, MOST_LINES // len(groups)) if long else len(faults)
    for group in groups:
        TROUBLE.print(group.heading, markup=False)
        for sentence in group.sentences[:most]:
            TROUBLE.print(plain(f"  {sentence}"), soft_wrap=True)
        if len(group.sentences) > most:
            TROUBLE.print("  " + t("cli.check.more_faults", count=number(len(group.sentences) - most)))
    if long:
        rows = fault_rows(faults, kind, atlas.places)
        path = written(lists, t("own_data.faults_name", file=file.stem), csv_bytes(rows))
        TROUBLE.print(t("cli.check.all_faults", count=len(rows), file=str(path)), markup=False, soft_wrap=True)


def show_changes(found: Changes, file: Path, lists: Path) -> None:
    """What would change, on the screen; what is too long for it is whole in a file."""
    SCREEN.print(found.summary, markup=False, soft_wrap=True)
    for sheet, key in ((changes_sheet(found), "changes_name"), (turns_sheet(found), "turns_name")):
        show_sheet(sheet, t(f"own_data.{key}", file=file.stem), lists)


def show_sheet(sheet: Sheet, name: str, lists: Path) -> None:
    """A sheet as a table; what is too long for the screen is whole in a file of that name. Nothing of an empty one."""
    if not sheet.rows:
        return
    table = Table(box=None, pad_edge=False, title=sheet.caption, title_justify="left")
    for column in sheet.columns:
        table.add_column(column.label, overflow="fold")
    for row in sheet.rows[:MOST_LINES]:
        table.add_row(*(plain(row[column.key].text) for column in sheet.columns))
    show_table(table)
    if len(sheet.rows) > MOST_LINES:
        said = t("cli.check.all_changes", count=len(sheet.rows), file=str(written(lists, name, sheet.csv)))
        SCREEN.print(said, markup=False, soft_wrap=True)


def written(folder: Path, name: str, content: bytes) -> Path:
    """A file in a folder, which is made where it is not there; a name that is taken is followed by a number."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        stem, suffix = Path(name).stem, Path(name).suffix
        path, taken = folder / name, 1
        while path.exists():
            taken += 1
            path = folder / f"{stem}-{taken}{suffix}"
        path.write_bytes(content)
    except OSError:
        refuse("problem.store_unwritable", file=str(folder))
    return path
