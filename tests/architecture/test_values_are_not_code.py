"""A value is never code: who may speak to a template engine, and with what."""

from __future__ import annotations

import ast
from pathlib import Path

from test_floors import CODE, PACKAGE, ids, imports, tree_of

MAP = PACKAGE / "ui" / "frame" / "map_panel.py"
ENGINES = {
    "folium": {MAP},
    "branca": {MAP},
    "streamlit_folium": {MAP},
    "jinja2": {MAP, PACKAGE / "views" / "base" / "html.py", PACKAGE / "cli" / "serving" / "settings.py"},
}
"""Packages that read a text as a template, and the modules that may know them."""
COMPILE = {"Template", "from_string", "Element", "IFrame", "Html", "JsCode", "Popup", "Tooltip"} | {
    "compile",
    "eval",
    "exec",
}
CONSTANT = {"south", "west", "north", "east", "asset"}
"""Names the base map is made of: the fixed view and the addresses of our own files."""


def called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def test_only_the_map_panel_and_the_html_templates_know_a_template_engine() -> None:
    for path in CODE:
        known = {name.split(".")[0] for _, name in imports(path)} & set(ENGINES)
        assert [name for name in known if path not in ENGINES[name]] == [], path


def test_only_a_text_written_in_the_code_is_ever_compiled() -> None:
    own_module = {"re"}  # a pattern is no template
    found = [
        f"{ids(path)}: {ast.unparse(node)}"
        for path in CODE
        for node in calls(path)
        if called(node) in COMPILE
        and not (isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in own_module | {"typst"})
        and not all(isinstance(value, ast.Constant) for value in [*node.args, *(word.value for word in node.keywords)])
    ]
    assert found == []


def test_folium_is_made_of_constants_and_one_function_hands_it_a_value() -> None:
    made = [node for node in calls(MAP) if ast.unparse(node.func).startswith("folium.")]
    assert made
    for node in made:
        given = [part for value in [*node.args, *node.keywords] for part in ast.walk(value)]
        names = {part.id for part in given if isinstance(part, ast.Name)}
        assert names <= CONSTANT, ast.unparse(node)
    written = [node for node in calls(MAP) if called(node) == "script_json"]
    assert len(written) == 1
    call = next(node for node in tree_of(MAP).body if isinstance(node, ast.ClassDef) and node.name == "_Call")
    assert any(written[0].lineno == inner.lineno for inner in ast.walk(call) if isinstance(inner, ast.Call))
    added = [node for node in calls(MAP) if called(node) in ("add_child", "add_to", "add_children")]
    for node in added:
        given = node.args[0]
        assert isinstance(given, ast.Name) or called(given) == "_Call", ast.unparse(node)
    assert "render" in {part.name for part in call.body if isinstance(part, ast.FunctionDef)}
