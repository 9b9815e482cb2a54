"""A list one can type in finds what holds the letters side by side: Streamlit's own way takes scattered ones too."""

from __future__ import annotations

import ast

import pytest
from test_floors import MODULES, ids, tree_of

LISTS = {"selectbox", "multiselect"}


@pytest.mark.parametrize("path", [path for path in MODULES if "ui" in path.parts], ids=ids)
def test_every_list_one_can_type_in_looks_for_letters_side_by_side(path) -> None:
    found = []
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LISTS:
            modes = [ast.unparse(word.value) for word in node.keywords if word.arg == "filter_mode"]
            found += [] if modes == ["'contains'"] else [f"line {node.lineno}: {node.func.attr}"]
    assert found == [], 'add filter_mode="contains"'
