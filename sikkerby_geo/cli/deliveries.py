"""``check``, ``add`` and ``templates``: a file of own figures read, asked about, shown and put in."""

from __future__ import annotations

import getpass
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from sikkerby_geo import build
from sikkerby_geo.build.counted import deliveries_of
from sikkerby_geo.cli import register
from sikkerby_geo.cli.showing import ask, at, list_faults, show_changes, show_hiding, tell, written
from sikkerby_geo.cli.terminal import ASKED, REFUSED, SCREEN, TROUBLE, Why, refuse, told
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.surroundings import surroundings_of
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND, DELIVERY_KINDS
from sikkerby_geo.facts.intake import Recipe, RecipeError, recipe_from
from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.facts.revisions import NothingNewError
from sikkerby_geo.store import brought
from sikkerby_geo.store.deliveries import Delivery, deliver
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.intake.take_in import Intake
from sikkerby_geo.text import t
from sikkerby_geo.views.efforts import exchange_files, exchange_words
from sikkerby_geo.views.own_data.changes import changes
from sikkerby_geo.views.own_data.intake_words import group_of
from sikkerby_geo.views.own_data.templates import template


def _option(name: str, metavar: str | None = None) -> typer.models.OptionInfo:
    return typer.Option(f"--{name.replace('_', '-')}", help=t(f"cli.add.{name}"), metavar=metavar)


File = Annotated[Path, typer.Argument(help=t("cli.add.file"), metavar=t("cli.file"))]
Kind = Annotated[str, _option("kind", "|".join((*brought.DELIVERED_KINDS, *register.KINDS)))]
Source = Annotated[str, _option("source", t("cli.text"))]
Publisher = Annotated[str, _option("publisher", t("cli.text"))]
Own = Annotated[bool, _option("own")]
GoodRows = Annotated[bool, _option("good_rows")]
Answers = Annotated[list[str] | None, _option("answer", t("cli.add.answered"))]
RecipeFile = Annotated[Path | None, _option("recipe", t("cli.file"))]
Lists = Annotated[Path, _option("lists", t("cli.folder"))]
Whole = Annotated[bool, typer.Option("--whole", help=t("exchange.cli.all"))]


@dataclass(frozen=True)
class _Asked:
    """What the command line says of a file."""

    file: Path
    kind: str
    source: OwnSource
    own: bool
    good_rows: bool
    answers: Mapping[str, str]
    recipe: Path | None
    lists: Path


def check(
    file: File,
    kind: Kind = "",
    source: Source = "",
    own: Own = False,
    answer: Answers = None,
    recipe: RecipeFile = None,
    lists: Lists = Path(),
    whole: Whole = False,
) -> None:
    """Read a file and say what it holds, what is wrong, what must be asked, and what it would change."""
    if kind in register.KINDS:
        _no_recipe(recipe)
        register.check(register.Asked(file, kind, answered(answer), lists, source, whole=whole))
        return
    title = source or _source_of(recipe) or t("cli.check.source")
    said = OwnSource(title, t("cli.check.publisher"), own)
    asked = _Asked(file, kind, said, own, True, answered(answer), recipe, lists)
    store = build.own_store()
    with told():
        atlas, content, found, sources = _taken(asked, store)
        if found.kind.kind_id in register.KINDS:
            register.check(register.Asked(file, found.kind.kind_id, answered(answer), lists, source, whole=whole))
            return
        list_faults(found, atlas, file, lists)
        if not found.rows.empty:
            titled = _known(said, sources, own)
            with at("preview"):
                name = file.name
                made = deliveries_of(store, atlas, found, titled, content=content, file_name=name, published="")
            show_hiding(made)
            _shown_changes(atlas, store, made.deliveries, asked)
    if found.faults:
        raise typer.Exit(REFUSED)
    if found.rows.empty:
        refuse("own_data.nothing")
    SCREEN.print(t("cli.check.well", count=len(found.rows)))


def add(
    file: File,
    kind: Kind = "",
    source: Source = "",
    publisher: Publisher = "",
    own: Own = False,
    published: Annotated[
        datetime | None, typer.Option("--published", help=t("cli.publish.day"), formats=["%Y-%m-%d"], metavar="DATO")
    ] = None,
    why: Why = "",
    good_rows: GoodRows = False,
    answer: Answers = None,
    recipe: RecipeFile = None,
    lists: Lists = Path(),
    whole: Whole = False,
) -> None:
    """Read a file as ``check`` does, and put it in."""
    if kind in register.KINDS:
        _no_recipe(recipe)
        register.add(register.Asked(file, kind, answered(answer), lists, source, why, whole, good_rows))
        return
    said = OwnSource(source or _source_of(recipe), publisher, own)
    asked = _Asked(file, kind, said, own, good_rows, answered(answer), recipe, lists)
    store = build.own_store()
    with told():
        atlas, content, found, sources = _taken(asked, store)
        if found.kind.kind_id in register.KINDS:
            kind = found.kind.kind_id
            register.add(register.Asked(file, kind, answered(answer), lists, source, why, whole, good_rows))
            return
        list_faults(found, atlas, file, lists)
        if found.rows.empty or (found.faults and not good_rows):
            if found.good_rows_alone:
                TROUBLE.print(t("cli.add.only_good", count=len(found.rows)), markup=False, soft_wrap=True)
            if not found.faults:
                refuse("own_data.nothing")
            raise typer.Exit(REFUSED)
        titled = _titled(found, _known(said, sources, own), sources)
        day = published.date().isoformat() if published else ""
        with at("preview"):
            made = deliveries_of(store, atlas, found, titled, content=content, file_name=file.name, published=day)
        show_hiding(made)
        seen = _shown_changes(atlas, store, made.deliveries, asked)
        with at("write"):
            embedded, who = atlas.snapshot.embedded, getpass.getuser()
            revision = deliver(store, embedded, *made.deliveries, who=who, why=why, seen=seen)
    SCREEN.print(t("cli.add.done", revision=revision), markup=False, soft_wrap=True)


def templates(
    folder: Annotated[Path, typer.Argument(help=t("cli.templates.folder"), metavar=t("cli.folder"))] = Path(),
) -> None:
    """Write an empty template for each kind of delivery."""
    with told(), at("read_atlas"):
        atlas = build.Current(build.data_root(), build.own_store()).atlas()
    files = []
    for one in DELIVERY_KINDS:
        name = t("own_data.template_name", kind=t(f"own_data.file.{one.kind_id}"))
        files.append(written(folder, name, template(one, surroundings_of(atlas))))
    name = t("exchange.file.template_name")
    files.append(written(folder, name, exchange_files.template(exchange_words.register_columns(atlas), atlas)))
    for path in files:
        SCREEN.print(str(path), markup=False, soft_wrap=True)


def _no_recipe(recipe: Path | None) -> None:
    if recipe is not None:
        refuse("exchange.cli.no_recipe")


def answered(said: list[str] | None) -> dict[str, str]:
    """The answers of ``--answer key=choice``; the key may hold ``=`` itself."""
    found = {}
    for one in said or ():
        key, equals, choice = one.rpartition("=")
        if not equals or not key:
            refuse("cli.add.no_answer", said=one)
        found[key] = choice
    return found


def _taken(asked: _Asked, store: Store) -> tuple[Atlas, bytes, Intake, dict[str, OwnSource]]:
    """The file read; ends the command with the questions where it leaves any."""
    content = brought.bytes_of(asked.file)
    with at("read_atlas"):
        atlas = build.Current(build.data_root(), store).atlas()
        sources, kept = brought.own_sources(store), brought.recipes(store)
    around = surroundings_of(atlas)
    kinds = [asked.kind] if asked.kind else list(DELIVERY_KIND)
    if unknown := [kind for kind in kinds if kind not in DELIVERY_KIND]:
        refuse("cli.add.no_kind", kind=unknown[0], kinds=", ".join((*DELIVERY_KIND, exchange_words.KIND)))
    readings = {}
    with at("read"):
        for kind in kinds:
            recipe = _recipe(asked, kind, kept)
            readings[kind] = brought.read(content, kind, around, recipe.with_answers(asked.answers), sources)
    found = next(iter(readings.values())) if asked.kind else _only_one(readings)
    tell(found, _recipe(asked, found.kind.kind_id, kept))
    if found.questions:
        list_faults(found, atlas, asked.file, asked.lists)
        ask(found.questions)
    return atlas, content, found, sources


def _recipe(asked: _Asked, kind: str, kept: Mapping[str, Recipe]) -> Recipe:
    if asked.recipe is None:
        return brought.recipe_for(kept, kind, asked.source.title)
    return replace(read_recipe(asked.recipe), kind=kind)


def _source_of(recipe: Path | None) -> str:
    return read_recipe(recipe).source if recipe else ""


def read_recipe(file: Path) -> Recipe:
    with told():
        content = brought.bytes_of(file)
    try:
        return recipe_from(content.decode("utf-8-sig"))
    except (RecipeError, UnicodeDecodeError):
        refuse("cli.add.no_recipe", file=str(file))


def _only_one(readings: Mapping[str, Intake]) -> Intake:
    """The one kind a file can be read as; where there are several or none, the kind is asked for."""
    whole = [one for one in readings.values() if one.ready]
    read = [one for one in readings.values() if not any(group_of(fault) in ("file", "table") for fault in one.faults)]
    for fitting in (whole, read):
        if len(fitting) == 1:
            return fitting[0]
    TROUBLE.print(t("cli.check.which_kind"), markup=False)
    for kind in (*readings, exchange_words.KIND):
        TROUBLE.print(f"  --kind {kind:<12}{t(f'own_data.kind.{kind}')}", markup=False)
    raise typer.Exit(ASKED)


def _known(said: OwnSource, sources: Mapping[str, OwnSource], own: bool) -> OwnSource:
    """A source that is known already as it was told the last time, but for what is said of it now."""
    known = sources.get(said.title)
    if known is None:
        return said
    return replace(known, publisher=said.publisher or known.publisher, first_hand=own or known.first_hand)


def _titled(found: Intake, said: OwnSource, sources: Mapping[str, OwnSource]) -> OwnSource:
    """The source of the file, if it needs one: rows that name none, or one nobody knows."""
    if not said.title and brought.unnamed_rows(found):
        refuse("cli.add.no_source")
    new = [title for title in found.rows_by_source() if title not in sources]
    if new and not said.publisher:
        refuse("cli.add.no_publisher", source=new[0] or said.title)
    return said


def _shown_changes(atlas: Atlas, store: Store, parts: tuple[Delivery, ...], asked: _Asked) -> int:
    """The preview on the screen; gives the revision it was worked out against. Nothing new ends the command well."""
    try:
        with at("preview"):
            would = build.preview(atlas, store, *parts)
    except NothingNewError as error:
        SCREEN.print(t(error.key), markup=False)
        raise typer.Exit from error
    with at("preview"):
        found = changes(would.differences, atlas, would.atlas)
    show_changes(found, asked.file, asked.lists)
    return would.seen
