"""Files somebody brings: read as their source's files are read, and put in. Loads every reader of files."""

from __future__ import annotations

from collections.abc import Sequence

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.geography.surroundings import surroundings_of
from sikkerby_geo.facts.intake import Fault, Recipe
from sikkerby_geo.facts.own_records import OwnSource
from sikkerby_geo.facts.thresholds import MOST_SESSION_ROWS
from sikkerby_geo.store import brought
from sikkerby_geo.store.deliveries import Delivery, deliver
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.intake.take_in import Intake


def own_sources(store: Store) -> dict[str, OwnSource]:
    """The sources of the own records by title. Raises StoreError where they cannot be read."""
    return brought.own_sources(store)


def recipe_for(store: Store, kind: str, title: str) -> Recipe:
    """How the files of a kind from a source were read the last time. Raises StoreError where that cannot be read."""
    return brought.recipe_for(brought.recipes(store), kind, title)


def take_in_file(atlas: Atlas, store: Store, content: bytes, recipe: Recipe, *, bounded: bool = False) -> Intake:
    """What a file of the recipe's kind says, held against an atlas and the own sources; nothing is kept.

    Where it is ``bounded``, of a file with more rows than one session may bring nothing remains but that it has.
    """
    found = brought.read(content, recipe.kind, surroundings_of(atlas), recipe, brought.own_sources(store))
    count = len(found.rows) + found.bad_rows + found.waiting
    if not bounded or count <= MOST_SESSION_ROWS.value:
        return found
    fault = Fault("session_rows", value=str(count), allowed=str(MOST_SESSION_ROWS.value))
    return Intake(found.kind, found.rows.iloc[:0].copy(), faults=(fault,), recipe=found.recipe)


def put_in(store: Store, atlas: Atlas, deliveries: Sequence[Delivery], *, who: str, why: str, seen: int) -> int:
    """Write the deliveries of one file as one revision; raises as ``store.deliveries.deliver`` does."""
    return deliver(store, atlas.snapshot.embedded, *deliveries, who=who, why=why, seen=seen)
