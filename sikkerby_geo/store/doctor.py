"""The doctor: whether what an installation rests on is whole, one finding a question."""

from __future__ import annotations

import os
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from sikkerby_geo.facts.own_records import RECIPE_KIND
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.brought import recipes
from sikkerby_geo.store.files import FILES
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import join, read_own
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.store.schema import SCHEMAS


@dataclass(frozen=True)
class Finding:
    """The answer to one question: ``check`` names the sentence (``cli.doctor.<check>``), ``values`` fill it in."""

    check: str
    well: bool
    values: dict[str, object] = field(default_factory=dict)
    trouble: StoreError | None = None


def examine(root: Path, store: Store) -> list[Finding]:
    """Everything that can be asked without changing anything: folder, database, own records, embedded files."""
    database = store.database
    findings = [_folder(database.folder)]
    try:
        faults = database.faults()
        findings.append(Finding("integrity", not faults, {"faults": "; ".join(faults[:3])}))
        findings.append(_database(store))
        lacking = database.lacking()
        findings.append(Finding("guards", not lacking, {"names": ", ".join(lacking)}))
        kinds = Counter(version.record_kind for version in store.current())
        told = ", ".join(f"{kind}: {count}" for kind, count in sorted(kinds.items())) or "0"
        findings.append(Finding("counts", True, {"revisions": len(store.revisions()), "records": told}))
        strange = kinds[RECIPE_KIND] - len(recipes(store))
        findings.append(Finding("recipes", not strange, {"count": strange}))
    except StoreError as error:
        findings.append(Finding("database", False, trouble=error))
    embedded = read_snapshot(root)
    own = join(embedded, read_own(store))
    strange = sum(len(trouble.faults) for trouble in own.troubles[len(embedded.troubles) :])
    findings.append(Finding("rows", not strange, {"count": strange}))
    findings.append(Finding("altered", not embedded.altered, {"files": ", ".join(embedded.altered), "of": len(FILES)}))
    broken = ", ".join(trouble.faults[0].file for trouble in embedded.troubles)
    findings.append(Finding("embedded", not embedded.troubles, {"files": broken, "of": len(FILES)}))
    return findings


def _database(store: Store) -> Finding:
    """Which schema there is; a file without any has been emptied, or its first writer was stopped."""
    with store.database.reading() as connection:
        if connection is not None:
            return Finding("schema", True, {"schema": SCHEMAS[-1]})
    there = store.database.file.exists()
    return Finding("no_database", not there, {"file": str(store.database.file)})


def _folder(folder: Path) -> Finding:
    """Whether the folder can be written; one that is not there yet, whether it could be made."""
    nearest = next(one for one in (folder, *folder.parents) if one.exists())
    writable = nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK)
    return Finding("folder" if folder.exists() else "folder_to_be", writable, {"folder": str(folder)})
