"""Floors ask a registry line, never a name: nothing compares with, or is keyed by, what a registry calls its lines."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_floors import MODULES, PACKAGE, ids, tree_of

from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.efforts import REGISTRY

REGISTRIES = {
    PACKAGE / "facts" / name for name in ("datasets.py", "efforts.py", "indicators.py", "programme_tables.py")
}
SCRIPTS = sorted((PACKAGE.parent / "static" / "map").glob("*.js"))
OF_EFFORTS = {
    *(overlay.overlay_id for overlay in REGISTRY),
    *(overlay.table for overlay in REGISTRY if not overlay.own),
    *(layer for overlay in REGISTRY for layer in overlay.layers),
    *(kind.kind_id for overlay in REGISTRY for kind in overlay.kinds),
    *(kind.symbol for overlay in REGISTRY for kind in overlay.kinds),
}
"""What overlays, their tables, layers, kinds and symbols are called: never asked for by name."""
OF_DATA = {*TABLES, *LAYERS}
"""What data sets are called: no case of its own for any of them."""
ASKED = re.compile(r"\b(table|dataset|layer|name)\b")
"""What is compared where a word that also means something else (a part, a break) names a data set."""
OWN_CASE = {
    ("domain/catalogue.py", "manifest"): "its notes are about files, not figures",
    ("domain/catalogue.py", "sources"): "a source's own note is about itself, and the list does not count itself",
    ("views/method/disagreements.py", "sources"): "a source's own note is about itself",
    ("views/method/disagreements.py", "survey"): "its rows are called by indicator and year",
    ("views/method/disagreements.py", "crime"): "its rows are called by series and year",
    ("views/method/disagreements.py", "population"): "its rows are called by date",
}
"""Data sets with a case of their own, and why; none of them is a table of efforts."""


def words(node: ast.expr) -> Iterator[str]:
    """The texts an expression is, or lists."""
    for part in ast.walk(node) if isinstance(node, ast.Tuple | ast.List | ast.Set) else (node,):
        if isinstance(part, ast.Constant) and isinstance(part.value, str):
            yield part.value


def named(path: Path) -> Iterator[tuple[int, str]]:
    """(line, name) of every comparison with a name of a registry and of every table with two such keys."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Compare):
            sides = (node.left, *node.comparators)
            asked = any(ASKED.search(ast.unparse(side)) for side in sides)
            banned = OF_EFFORTS | OF_DATA if asked else OF_EFFORTS
            yield from ((node.lineno, word) for side in sides for word in words(side) if word in banned)
        elif isinstance(node, ast.Dict):
            keys = [word for key in node.keys if key is not None for word in words(key)]
            if sum(key in OF_EFFORTS for key in keys) > 1 or (len(keys) > 1 and set(keys) <= OF_DATA):
                yield node.lineno, keys[0]


def test_no_floor_asks_for_a_name_of_a_registry() -> None:
    found = [
        f"{ids(path)}:{line}: {word}"
        for path in MODULES
        if path not in REGISTRIES
        for line, word in named(path)
        if (str(path.relative_to(PACKAGE)), word) not in OWN_CASE
    ]
    assert found == [], "let the line in facts/efforts.py say it"


def test_the_list_of_own_cases_is_up_to_date() -> None:
    there = {(str(path.relative_to(PACKAGE)), word) for path in MODULES for _, word in named(path)}
    assert set(OWN_CASE) - there == set()
    assert {word for _, word in OWN_CASE} & OF_EFFORTS == set()


@pytest.mark.parametrize("path", SCRIPTS, ids=ids)
def test_no_script_of_the_map_knows_a_name_of_a_registry(path: Path) -> None:
    text = re.sub(r"/\*.*?\*/|//[^\n]*", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    literals = {literal for pair in re.findall(r"'([^'\n]*)'|\"([^\"\n]*)\"", text) for literal in pair}
    keys = set(re.findall(r"[{,]\s*(\w+):", text)) | set(re.findall(r"symbols\.(\w+)", text))
    assert (literals | keys) & OF_EFFORTS == set(), "send it with the geometry or the state, by role"


@pytest.mark.parametrize(
    "slip",
    [
        'effort.overlay.table == "upgrades"',
        'effort.kind != "hotspot"',
        'name in ("stations", "gaps")',
        '{"partnerships": 1, "upgrades": 2}',
        '{"partnerskaber": "a", "helhedsplaner": "b"}',
    ],
)
def test_a_slip_is_seen(slip: str, tmp_path: Path) -> None:
    (tmp_path / "slip.py").write_text(f"found = {slip}\n", encoding="utf-8")
    assert list(named(tmp_path / "slip.py"))
