"""One way out for each kind: CSV, workbooks and the labels of widgets go through the function that makes them safe."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from test_floors import CODE, PACKAGE, tree_of

SPREADSHEET = PACKAGE / "views" / "base" / "spreadsheet.py"
WORKBOOK = PACKAGE / "views" / "base" / "workbook.py"
UI = sorted((PACKAGE / "ui").rglob("*.py"))
MARKDOWN = {
    *("button", "download_button", "form_submit_button", "link_button", "page_link", "checkbox", "toggle", "radio"),
    *("selectbox", "multiselect", "slider", "text_input", "text_area", "number_input", "date_input", "file_uploader"),
    *("segmented_control", "pills", "popover", "expander", "tabs", "caption", "info", "error", "warning", "success"),
    *("metric", "subheader", "header", "title", "toast"),
}
"""Calls of Streamlit that read their label, and their help, as Markdown."""
DATA = {"name", "short_name", "label", "caption", "title", "text", "note", "heading", "figure", "state"}
"""What fields with words of the data are called."""
OWN_WORDS = {
    ("frame/controls.py", "label"): "an overlay's own name and a number",
    ("meeting/controls.py", "label"): "a button's own words with the name of a slide",
    ("method/page.py", "name"): "the name of a section",
    ("map_page/page.py", "to_profile"): "made by plain the line before",
    ("map_page/page.py", "offer.label"): "the name of a rule and a year",
}
"""Labels that are no call and no text of ours, and what they hold."""


def room_of(path: Path) -> str:
    """A module of ``ui`` by its room and name: meeting/controls.py."""
    return path.relative_to(PACKAGE / "ui").as_posix()


def called(node: ast.AST) -> str:
    return ast.unparse(node.func) if isinstance(node, ast.Call) else ""


def calls(path: Path) -> list[str]:
    return [called(node) for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def test_only_one_module_writes_csv() -> None:
    for path in CODE:
        written = [call for call in calls(path) if call.endswith("to_csv") or call in ("csv.writer", "csv.DictWriter")]
        assert written == (["csv.writer"] if path == SPREADSHEET else []), path


def test_only_one_function_fills_a_workbook() -> None:
    for path in CODE:
        if "Workbook" in path.read_text(encoding="utf-8") and path != WORKBOOK:
            assert not [call for call in calls(path) if call.endswith(("sheet.append", "notes.append", ".cell"))], path


def labels(path: Path) -> Iterator[tuple[str, ast.expr]]:
    """(call, expression) of everything a widget reads as Markdown."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in MARKDOWN:
            given = [*node.args[:1], *(word.value for word in node.keywords if word.arg in ("label", "help", "body"))]
            yield from ((node.func.attr, expression) for expression in given)


def loose(expression: ast.expr) -> Iterator[str]:
    """Parts of a label that hold words of the data and are not made plain."""
    if called(expression).endswith("plain"):
        return
    if isinstance(expression, ast.Attribute) and expression.attr in DATA:
        yield ast.unparse(expression)
    for child in ast.iter_child_nodes(expression):
        yield from loose(child)


def test_a_label_with_words_of_the_data_is_made_plain() -> None:
    found = []
    for path, (call, expression) in ((each, label) for each in UI for label in labels(each)):
        if (room_of(path), ast.unparse(expression)) not in OWN_WORDS:
            parts = [expression.id] if isinstance(expression, ast.Name) else loose(expression)
            found += [f"{room_of(path)}: {call}({part})" for part in parts]
    assert found == [], "wrap it in plain (ui/frame/labels.py)"


def test_the_list_of_labels_with_our_own_words_is_up_to_date() -> None:
    used = {(room_of(path), ast.unparse(expression)) for path in UI for _, expression in labels(path)}
    assert set(OWN_WORDS) <= used
