"""Which files are meant, how their recipe is remembered, and the file of counts somebody asks for."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.own_records import RECIPE_KIND, recipe_id
from sikkerby_geo.facts.revisions import Change, NothingNewError, Occasion, RevisionKind, StoreError
from sikkerby_geo.store.history import Store

SUFFIXES = (".csv", ".txt", ".tsv", ".parquet")
"""The files of a folder that are read; a file that is named is read whatever it is called."""
FOLDER = "reports"
"""The folder beside the own records where runs write down how far they are."""
_MAGIC = frozenset("*?[")


def files_of(named: Iterable[str]) -> tuple[list[Path], list[Path]]:
    """The files that names mean, in the order of their paths, and those that were named more than once.

    A name is a file, a folder (all its files, those of its folders too), or a pattern with ``*``, ``?`` or ``**``.

    Raises
    ------
    StoreError
        A name means no file.
    """
    found: dict[Path, Path] = {}
    twice: list[Path] = []
    for name in named:
        paths = _meant(name)
        if not paths:
            raise StoreError("problem.no_such_file", file=name)
        for path in paths:
            if path.resolve() in found:
                twice.append(path)
            found.setdefault(path.resolve(), path)
    return sorted(found.values()), twice


def _meant(name: str) -> list[Path]:
    path = Path(name).expanduser()
    if path.is_file():
        return [path]
    if path.is_dir():
        return [one for one in path.rglob("*") if one.is_file() and one.suffix.casefold() in SUFFIXES]
    if _MAGIC & set(name):
        return [one for one in map(Path, glob.glob(str(path), recursive=True)) if one.is_file()]
    return []


def remember(store: Store, recipe: Recipe, *, who: str, why: str) -> None:
    """Keep how the files of a source are read, as a revision of its own where it is not kept so already.

    Raises
    ------
    StoreError
        The store cannot be written.
    """
    key = recipe_id(recipe.kind, recipe.source)
    before = {version.record_id: version.revision for version in store.standing(RECIPE_KIND)}.get(key, 0)
    change = Change(RECIPE_KIND, key, recipe.as_object(), before)
    try:
        store.write([change], Occasion(who, why, RevisionKind.EDIT, recipe.source))
    except NothingNewError:
        return


def write_parquet(path: Path, rows: Sequence[dict[str, object]], note: str) -> None:
    """Rows as a Parquet file with a note in its notes. Raises StoreError where it cannot be written."""
    table = pa.Table.from_pylist([*rows])
    try:
        pq.write_table(table.replace_schema_metadata({"note": note}), path)
    except OSError as error:
        raise StoreError("problem.store_unwritable", file=str(path)) from error
