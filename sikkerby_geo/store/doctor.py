"""The doctor: whether what an installation rests on is whole, one finding a question."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from sikkerby_geo.facts.own_records import RECIPE_KIND
from sikkerby_geo.facts.revisions import StoreError
from sikkerby_geo.store.brought import recipes
from sikkerby_geo.store.database import Finding
from sikkerby_geo.store.files import FILES
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import join, read_own
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.store.schema import SCHEMAS


def examine(root: Path, store: Store) -> list[Finding]:
    """Everything that can be asked without changing anything: place, database, own records, embedded files."""
    database = store.database
    findings: list[Finding] = []
    try:
        findings += database.examined()
        faults = database.faults()
        findings.append(Finding("integrity", not faults, {"faults": "; ".join(faults[:3])}))
        emptied = database.emptied()
        with database.reading() as connection:
            schema = Finding("schema", True, {"schema": SCHEMAS[-1]})
            findings.append(schema if connection else Finding("no_database", not emptied, {"file": database.place}))
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
