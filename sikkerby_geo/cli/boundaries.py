"""``fetch boundaries``: the municipality's own borders read, held against those that stand, shown, and put in."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from sikkerby_geo import build
from sikkerby_geo.build.boundaries import fetch_borders, preview_borders, put_in_borders, service_address
from sikkerby_geo.cli.deliveries import Lists
from sikkerby_geo.cli.showing import at, show_sheet
from sikkerby_geo.cli.terminal import REFUSED, SCREEN, TROUBLE, Why, plain, told
from sikkerby_geo.facts.boundaries import BoundaryError, BoundaryErrors, said_layers
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.text import t
from sikkerby_geo.views.own_data.borders import (
    border_sheet,
    border_summary,
    error_words,
    errors_words,
    remark_lines,
    source_row,
)

Address = Annotated[str, typer.Option("--address", help=t("boundaries.help.address"), metavar="URL")]
Layers = Annotated[list[str] | None, typer.Option("--layer", help=t("boundaries.help.layer"), metavar="ROLLE=LAG")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help=t("boundaries.help.yes"))]


def boundaries(
    address: Address = "", layer: Layers = None, why: Why = "", yes: Yes = False, lists: Lists = Path()
) -> None:
    """Fetch, check, show, ask and put in."""
    store = build.own_store()
    with told(), _refused():
        where = service_address(address)
        with at("read_atlas"):
            atlas = build.Current(build.data_root(), store).atlas()
        with TROUBLE.status(t("boundaries.step.offer")) as status:

            def step(name: str) -> None:
                steps = {"": t("boundaries.step.offer"), "fit": t("boundaries.step.fit")}
                status.update(plain(steps.get(name) or t("boundaries.step.layer", name=name)))

            found, borders = fetch_borders(atlas, where, said_layers(" ".join(layer or ())), step)
        day = today()
        sourced = [replace(one, source=source_row(one.layer, found.type_names, where, day)) for one in borders]
        try:
            with at("preview"):
                would = preview_borders(atlas, store, sourced)
        except NothingNewError as error:
            SCREEN.print(t("boundaries.nothing_new"), markup=False)
            raise typer.Exit from error
        SCREEN.print(border_summary(would.moved), markup=False, soft_wrap=True)
        show_sheet(border_sheet(would.moved, atlas, would.names), t("boundaries.list_name"), lists)
        for line in remark_lines(found.passed_over, found.done, would.labels, atlas):
            SCREEN.print(plain(line), soft_wrap=True)
        if not yes and not _agreed():
            SCREEN.print(t("boundaries.declined"), markup=False)
            raise typer.Exit(REFUSED)
        with at("write"):
            made = put_in_borders(store, would, address=where, who=getpass.getuser(), why=why)
    SCREEN.print(t("boundaries.put_in", revision=made), markup=False, soft_wrap=True)


def _agreed() -> bool:
    """Whether whoever sits there says yes; who cannot be asked does not."""
    try:
        return SCREEN.input(f"{t('boundaries.ask')} ").strip().casefold() in ("j", "ja")
    except EOFError:
        return False


@contextmanager
def _refused() -> Iterator[None]:
    """Borders that are refused: every reason in a sentence, and that nothing has been changed."""
    try:
        yield
    except (BoundaryError, BoundaryErrors) as error:
        for line in errors_words(error) if isinstance(error, BoundaryErrors) else (error_words(error),):
            TROUBLE.print(plain(line), soft_wrap=True)
        TROUBLE.print(t("boundaries.unchanged"), markup=False)
        raise typer.Exit(REFUSED) from error
