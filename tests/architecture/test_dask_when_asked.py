"""Dask is an extra: nothing imports it before a scheduler is named, and only what speaks to one does."""

from __future__ import annotations

import ast
from pathlib import Path

CODE = Path(__file__).resolve().parents[2] / "sikkerby_geo"
SPEAKERS = {"store/reports/dask_task.py", "store/reports/dask_workers.py"}


def imported(node: ast.AST) -> set[str]:
    if isinstance(node, ast.Import):
        return {name.name.split(".")[0] for name in node.names}
    return {(node.module or "").split(".")[0]} if isinstance(node, ast.ImportFrom) and not node.level else set()


def at_once(tree: ast.Module) -> set[str]:
    """What is imported with a module: outside functions, and not for hints alone."""
    found, waiting = set(), [*tree.body]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) or (
            isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"
        ):
            continue
        found |= imported(node)
        waiting += ast.iter_child_nodes(node)
    return found


def test_dask_is_imported_when_asked_and_by_two_modules() -> None:
    texts = {file.relative_to(CODE).as_posix(): file.read_text(encoding="utf-8") for file in CODE.rglob("*.py")}
    trees = {name: ast.parse(said) for name, said in texts.items() if "dask" in said or "distributed" in said}
    packages = {"dask", "distributed"}
    speakers = {name for name, tree in trees.items() if any(imported(node) & packages for node in ast.walk(tree))}
    assert speakers == SPEAKERS
    assert {name for name, tree in trees.items() if at_once(tree) & packages} == set()


def test_no_cluster_is_started_and_no_port_opened() -> None:
    for name in SPEAKERS:
        said = (CODE / name).read_text(encoding="utf-8")
        for word in ("LocalCluster", "Scheduler(", "Worker(", "Nanny", "scheduler_file", "dashboard", "listen("):
            assert word not in said, name
