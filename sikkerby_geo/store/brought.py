"""A file somebody brings: read as its source's files are read, and what of it is delivered, by source."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.intake import Recipe, RecipeError, Surroundings, recipe_of
from sikkerby_geo.facts.own_records import OWN_KINDS, RECIPE_KIND, SOURCE_KIND, OwnSource, own_source, recipe_id
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.facts.thresholds import MOST_FILE_BYTES
from sikkerby_geo.store.deliveries import Delivery
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.intake.take_in import Intake, take_in

DELIVERED_KINDS = tuple(kind_id for kind_id in DELIVERY_KIND if kind_id in OWN_KINDS)
"""The kinds of files whose rows are kept; the others are checked alone."""


def own_sources(store: Store) -> dict[str, OwnSource]:
    """The sources of the own records, by title; what stood in the history once is among them.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    found = (own_source(version.payload or {}) for version in store.current(SOURCE_KIND))
    return {source.title: source for source in found}


def recipes(store: Store) -> dict[str, Recipe]:
    """The recipes that are kept, by the id of their record; one that cannot be understood is none.

    Raises
    ------
    StoreError
        The store cannot be read.
    """
    found = {}
    for version in store.current(RECIPE_KIND):
        try:
            found[version.record_id] = recipe_of(version.payload)
        except RecipeError:
            continue
    return found


def recipe_for(kept: Mapping[str, Recipe], kind: str, source: str) -> Recipe:
    """How the files of a kind from a source (its title) were read the last time; an empty recipe for a new one."""
    return kept.get(recipe_id(kind, source), Recipe(kind, source))


def read(content: bytes, kind: str, around: Surroundings, recipe: Recipe, sources: Mapping[str, OwnSource]) -> Intake:
    """What a file says; the ``sources`` of own records are known beside those of the atlas."""
    own = {source.source_id: source.title for source in sources.values()}
    return take_in(content, kind, replace(around, sources={**around.sources, **own}), recipe)


def bytes_of(file: Path) -> bytes:
    """The content of a file, no further than a delivery may be long and one byte over.

    Raises
    ------
    StoreError
        It is not there, is none, or cannot be read.
    """
    try:
        with file.open("rb") as stream:
            return stream.read(int(MOST_FILE_BYTES.value) + 1)
    except OSError as error:
        raise StoreError("problem.no_such_file", file=str(file)) from error


def unnamed_rows(intake: Intake) -> bool:
    """Whether rows name no source of their own, so that the file needs one."""
    return "" in intake.rows_by_source()


def deliveries(
    intake: Intake,
    source: OwnSource,
    sources: Mapping[str, OwnSource],
    *,
    content: bytes,
    file_name: str = "",
    published: str = "",
) -> tuple[Delivery, ...]:
    """The good rows of a file by their sources, to be delivered together.

    Rows that name none have ``source``; of one that is named and known among ``sources``, publisher and trust are as
    they are, of any other those of ``source``. The recipe is that of ``source``.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    by_source: dict[str, Delivery] = {}
    for title, rows in intake.rows_by_source().items():
        of_rows = source if title in ("", source.title) else sources.get(title, replace(source, title=title))
        before = by_source.get(of_rows.source_id)
        joined = [*(before.rows if before else ()), *rows]
        by_source[of_rows.source_id] = Delivery(intake.kind.kind_id, joined, of_rows, published, file_name, sha256)
    first, *others = by_source.values()
    recipe = replace(intake.recipe, kind=intake.kind.kind_id, source=source.title) if source.title else None
    return replace(first, recipe=recipe), *others
