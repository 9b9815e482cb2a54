"""Browser tests wait in a way that a page's content security policy allows."""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted([*(ROOT / "tests").rglob("*.py"), *(ROOT / "docs").rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")])


def test_nobody_waits_by_a_function_that_the_page_refuses_to_ask_twice() -> None:
    used = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "wait_for_function"
    ]
    assert used == [], "wait with expect(), or with until() of tests/browser/waiting.py"
