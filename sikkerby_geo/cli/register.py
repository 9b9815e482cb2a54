"""``check`` and ``add`` of efforts, and ``register``: the register out as a file, edited, and brought back."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from sikkerby_geo import build
from sikkerby_geo.build import exchange
from sikkerby_geo.build.geopackage import geopackage
from sikkerby_geo.build.register import EditConflict
from sikkerby_geo.cli.showing import ask, at, list_told, show_sheet, written
from sikkerby_geo.cli.terminal import CONFLICT, REFUSED, SCREEN, TROUBLE, plain, refuse, told
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.register.exchange import Ground
from sikkerby_geo.facts.delivery_kinds import UPGRADES
from sikkerby_geo.facts.geography import DEGREES, METRES
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.register import EFFORT_KIND
from sikkerby_geo.facts.register_cells import RegisterColumns
from sikkerby_geo.facts.register_entry import Origin
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.store import brought
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.views.efforts import exchange_files, exchange_words
from sikkerby_geo.views.own_data.intake_words import remark_sentence

KINDS = (exchange_words.KIND, UPGRADES.kind_id)
"""The kinds of files whose rows are efforts of the register."""
MOST_REMARKS = 40


@dataclass(frozen=True)
class Asked:
    """What the command line says of a file of efforts."""

    file: Path
    kind: str
    answers: Mapping[str, str]
    lists: Path
    source: str = ""
    why: str = ""
    whole: bool = False
    good_rows: bool = False


def check(asked: Asked) -> None:
    """Say what a file of efforts would change, and all that is wrong with it."""
    store = build.own_store()
    with told():
        _, wanted = _previewed(asked, store)
    if wanted.faults:
        raise typer.Exit(REFUSED)
    SCREEN.print(t("exchange.cli.well"), markup=False)


def add(asked: Asked) -> None:
    """Put a file of efforts in, as one revision."""
    store = build.own_store()
    with told():
        ground, wanted = _previewed(asked, store)
        if wanted.faults and not asked.good_rows:
            if wanted.good:
                TROUBLE.print(t("cli.add.only_good", count=wanted.good), markup=False, soft_wrap=True)
            raise typer.Exit(REFUSED)
        if not wanted.good:
            raise typer.Exit(REFUSED if wanted.faults else 0)
        if wanted.removed and not asked.why.strip():
            refuse("exchange.cli.why_removed")
        with at("write"):
            made = _put_in(store, ground, wanted, asked.why)
    SCREEN.print(t("exchange.cli.done", revision=made), markup=False, soft_wrap=True)


def _put_in(store: Store, ground: Ground, wanted: exchange.Plan, why: str) -> int:
    try:
        return exchange.put_in(store, ground, wanted, who=getpass.getuser(), why=why).revision
    except EditConflict as error:
        TROUBLE.print(plain(t(error.key, **error.params)))
        raise typer.Exit(CONFLICT) from error
    except NothingNewError as error:
        SCREEN.print(t(error.key), markup=False)
        raise typer.Exit from error


def _previewed(asked: Asked, store: Store) -> tuple[Ground, exchange.Plan]:
    """What a file would change, on the screen; ends the command with the questions where it leaves any."""
    content = brought.bytes_of(asked.file)
    atlas, columns = _read_atlas(store)
    ground = Ground(atlas)
    scope = tuple(atlas.register) if asked.whole else ()
    with at("read"):
        source = exchange.FileSaid(content, asked.file.name, scope)
        recipe = Recipe(asked.kind, answers=asked.answers)
        wanted = exchange.plan(store, ground, source, columns, recipe, told_source=asked.source)
    bad = len({(one.where.sheet, one.where.row) for one in wanted.faults})
    rows = len(wanted.found.added) + len(wanted.found.changed) + len(wanted.found.same)
    SCREEN.print(t("exchange.cli.read", count=rows, bad=bad, waiting=wanted.waiting), markup=False, soft_wrap=True)
    for remark in wanted.remarks[:MOST_REMARKS]:
        SCREEN.print(plain(f"  {remark_sentence(remark)}"), soft_wrap=True)
    asked_of = [
        question
        for conflict in wanted.conflicts
        for question in exchange_words.conflict_questions(conflict, atlas, exchange.conflict_key)
    ]
    faults = exchange_words.told_faults((one.where, one.fault) for one in wanted.faults)
    list_told(faults, columns.kind, atlas, asked.file, asked.lists)
    if wanted.open:
        ask((*wanted.questions, *asked_of))
    _show(wanted, atlas, asked)
    return ground, wanted


def _show(wanted: exchange.Plan, atlas: Atlas, asked: Asked) -> None:
    if not wanted.good:
        SCREEN.print(t("exchange.cli.nothing"), markup=False)
        return
    said = exchange_words.summary(wanted.found, len(wanted.removed), wanted.merged)
    SCREEN.print(" ".join(filter(None, (said, exchange_words.stays_words(wanted.stays)))), markup=False, soft_wrap=True)
    for sheet in (
        exchange_words.added_sheet(wanted.found, atlas),
        exchange_words.changes_sheet(wanted.found, atlas),
        exchange_words.removed_sheet(wanted.removed, atlas),
    ):
        show_sheet(sheet, f"{asked.file.stem}-{sheet.sheet_id.rpartition('-')[2]}.csv", asked.lists)


def _read_atlas(store: Store) -> tuple[Atlas, RegisterColumns]:
    with at("read_atlas"):
        atlas = build.Current(build.data_root(), store).atlas()
    return atlas, exchange_words.register_columns(atlas)


def exported(store: Store) -> dict[str, bytes]:
    """What this installation says of efforts as a file of an export, those that went out too; none where it says
    nothing. Raises StoreError."""
    if not store.current(EFFORT_KIND):
        return {}
    atlas, columns = _read_atlas(store)
    rows = [row for row in atlas.register.values() if row.origin is not Origin.EMBEDDED]
    return {t("cli.export.efforts"): exchange_files.as_table(rows, columns, exchange_words.fetched_at(atlas))}


def register(
    file: Annotated[Path, typer.Argument(help=t("exchange.cli.to"), metavar=t("cli.file"))],
    crs: Annotated[int, typer.Option("--crs", help=t("exchange.cli.crs"), metavar="EPSG")] = METRES,
) -> None:
    """Write the register as a file to edit and bring back."""
    if file.suffix.lower() not in (".xlsx", ".gpkg"):
        refuse("exchange.cli.no_form", file=str(file))
    if crs not in (DEGREES, METRES):
        refuse("exchange.cli.no_crs", crs=crs)
    if file.exists():
        refuse("exchange.cli.there", file=str(file))
    store = build.own_store()
    with told():
        atlas, columns = _read_atlas(store)
        rows, fetched = exchange_words.standing(atlas), exchange_words.fetched_at(atlas)
        if file.suffix.lower() == ".xlsx":
            content = exchange_files.as_workbook(rows, columns, fetched, atlas)
        else:
            layers = exchange_files.layers(rows, columns, fetched, atlas)
            content = geopackage(layers, exchange_files.shown_fields(columns), exchange_files.NUMBERS, crs)
        path = written(file.parent, file.name, content)
    SCREEN.print(t("exchange.cli.written", count=len(rows), file=str(path)), markup=False, soft_wrap=True)
