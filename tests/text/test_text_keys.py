"""Every text the code asks for is there, gets the fields it needs, and no text is left over."""

from __future__ import annotations

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from sikkerby_geo import text
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.domain.figures.changes import Verdict
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.intervals import AnswersBasis
from sikkerby_geo.domain.figures.observations import MissingReason
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.facts.demands import text_fault
from sikkerby_geo.facts.efforts import KINDS, OVERLAYS
from sikkerby_geo.facts.indicators import CRIME_RATES, INDICATORS, Kind
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import LONGEST_FIELD
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.text import has, t
from sikkerby_geo.ui.frame.pages import PAGES

CODE = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py")), *sorted((ROOT / "sikkerby_geo").rglob("*.py"))]
TEMPLATES = sorted(path for path in (ROOT / "sikkerby_geo" / "views" / "templates").rglob("*") if path.is_file())


def texts_of(node: object, at: str = "") -> dict[str, str]:
    if isinstance(node, str):
        return {at: node}
    return {
        key: value
        for name, child in node.items()
        for key, value in texts_of(child, f"{at}.{name}" if at else name).items()
    }


TEXTS: dict[str, str] = {}
for _path in sorted((Path(text.__file__).parent / "da").glob("*.toml")):
    TEXTS |= texts_of(tomllib.loads(_path.read_text(encoding="utf-8")))
SECTIONS = {key.split(".")[0] for key in TEXTS}


@dataclass(frozen=True)
class Call:
    """A call of ``t`` in the code: where, the keys it may ask for as patterns, and the fields it fills in.

    ``nearest`` are the keys by the last assignment before the call alone; a name may be used twice in a function.
    """

    where: str
    patterns: tuple[str, ...]
    nearest: tuple[str, ...]
    literal: bool
    fields: frozenset[str]
    open_ended: bool


def pattern_of(node: ast.expr) -> str | None:
    """A key as a regular expression: an f-string's holes and what is added at the end may be any word."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w.]+" for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left = pattern_of(node.left)
        return left and left + r"(_\w+)?"
    return None


def alternatives(node: ast.expr, function: ast.AST, before: int | None = None) -> Iterator[ast.expr]:
    """The expressions a key may come from: both sides of a choice, and what a local name was set to.

    With ``before`` (a line) only the last assignment above that line counts.
    """
    if isinstance(node, ast.IfExp):
        yield from alternatives(node.body, function, before)
        yield from alternatives(node.orelse, function, before)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        for left in alternatives(node.left, function, before):
            yield ast.BinOp(left, node.op, node.right)
    elif isinstance(node, ast.Name):
        assigned = [
            statement
            for statement in ast.walk(function)
            if isinstance(statement, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == node.id for target in statement.targets)
        ]
        if before is not None:
            assigned = sorted((each for each in assigned if each.lineno < before), key=lambda each: each.lineno)[-1:]
        for statement in assigned:
            yield from alternatives(statement.value, function, before)
    else:
        yield node


def within(tree: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    """Every node of a file, with the innermost function around it."""
    open_nodes = [(tree, tree)]
    while open_nodes:
        node, function = open_nodes.pop()
        for child in ast.iter_child_nodes(node):
            yield child, function
            open_nodes.append((child, child if isinstance(child, ast.FunctionDef) else function))


def calls() -> Iterator[Call]:
    for path in CODE:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node, inner in within(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "t"):
                continue
            found = list(alternatives(node.args[0], inner))
            nearest = list(alternatives(node.args[0], inner, node.lineno))
            yield Call(
                f"{path.relative_to(ROOT)}:{node.lineno}",
                tuple(pattern for each in found if (pattern := pattern_of(each)) is not None),
                tuple(pattern for each in nearest if (pattern := pattern_of(each)) is not None),
                all(isinstance(each, ast.Constant) for each in nearest),
                frozenset(keyword.arg for keyword in node.keywords if keyword.arg),
                any(keyword.arg is None for keyword in node.keywords),
            )


CALLS = list(calls())


@cache
def keys_of(pattern: str) -> frozenset[str]:
    """The keys a pattern may ask for."""
    if (key := pattern.replace("\\.", ".")).replace(".", "").isidentifier():
        return frozenset({key} & set(TEXTS))
    return frozenset(filter(re.compile(pattern).fullmatch, TEXTS))


def fields_of(written: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(written) if name}


def asked(call: Call) -> list[str]:
    """The keys a call may ask for, by the last assignment before it."""
    return sorted({key for pattern in call.nearest for key in keys_of(pattern)})


def mentioned() -> set[str]:
    """Every pattern in code and templates that may name a text, wherever it stands."""
    found = {pattern for call in CALLS for pattern in call.patterns}
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            pattern = pattern_of(node) if isinstance(node, ast.Constant | ast.JoinedStr) else None
            if pattern and pattern.replace("\\", "").split(".")[0] in SECTIONS and re.fullmatch(r"\S+\.\S+", pattern):
                found.add(pattern)
    for path in TEMPLATES:
        for key, more in re.findall(r"""\bt\(\s*["']([\w.]+)["']\s*(~)?""", path.read_text(encoding="utf-8")):
            found.add(re.escape(key) + (r"[\w.]+" if more else ""))
    return found


def test_the_scan_sees_the_code() -> None:
    assert len(CALLS) > 100
    assert any(call.where.startswith("sikkerby_geo/views/base/headline.py") for call in CALLS)


def test_every_text_the_code_asks_for_is_there() -> None:
    missing = [
        f"{call.where} asks for {pattern}" for call in CALLS for pattern in call.patterns if not keys_of(pattern)
    ]
    assert missing == []


def test_every_text_a_template_asks_for_is_there() -> None:
    missing = [
        f"{path.name} asks for {key}"
        for path in TEMPLATES
        for key, more in re.findall(r"""\bt\(\s*["']([\w.]+)["']\s*(~)?""", path.read_text(encoding="utf-8"))
        if not more and not has(key)
    ]
    assert missing == []


def test_every_text_gets_the_fields_it_needs() -> None:
    faults = []
    for call in CALLS:
        for key in asked(call) if call.literal and not call.open_ended else ():
            lacking = fields_of(TEXTS[key]) - call.fields
            if lacking:
                faults.append(f"{call.where}: {key} needs {sorted(lacking)}")
    assert faults == []


def test_a_call_for_one_text_gives_no_field_the_text_does_not_use() -> None:
    faults = []
    for call in CALLS:
        keys = asked(call)
        if call.literal and len(keys) == 1 and call.fields - fields_of(TEXTS[keys[0]]):
            faults.append(f"{call.where}: {keys[0]} has no {sorted(call.fields - fields_of(TEXTS[keys[0]]))}")
    assert faults == []


def test_no_text_is_left_over() -> None:
    used = {key for pattern in mentioned() for key in keys_of(pattern)}
    assert [key for key in TEXTS if key not in used] == []


def registered() -> Iterator[str]:
    """The texts every registry line must bring along."""
    for indicator in INDICATORS:
        yield from (f"indicator.{indicator.indicator_id}.{form}" for form in ("name", "inline"))
        yield from (f"subject.{indicator.indicator_id}", f"twin.{indicator.unit}", f"csv.{indicator.unit}")
        yield f"chart.trend_subtitle_{indicator.unit}"
        yield f"reason.{'indicator' if indicator.surveyed else 'counted'}.{indicator.indicator_id}"
    for rule in RULES:
        forms = ("name", "programme", "flagged", "clear", "Flagged", "Clear", "whose")
        yield from (f"rule.{rule.rule_id}.{form}" for form in forms)
        yield f"reason.rule.{rule.rule_id}"
        yield from (f"state.{rule.comparison}.{state}" for state in FlagState)
    yield from (f"state.panel.{state}" for state in FlagState)
    for level in Level:
        yield from (f"level.{level}.{form}" for form in ("one", "many", "label"))
    for overlay in OVERLAYS:
        yield from (f"overlay.{overlay.overlay_id}", f"overlay_one.{overlay.overlay_id}")
        yield f"reason.overlay.{overlay.overlay_id}"
        others = {kind.symbol for kind in overlay.kinds} - {overlay.kinds[0].symbol}
        yield from (f"overlay_one.{symbol}" for symbol in sorted(others))
    yield from (f"effort_kind.{kind.kind_id}" for kind in KINDS)
    yield from (f"register.{kind.dated}" for kind in KINDS)
    yield from (f"effort.stage_{stage}" for stage in Stage)
    for reason in MissingReason:
        yield from (f"missing.{reason}", f"missing_short.{reason}")
    for verdict in Verdict:
        yield f"verdict.{verdict}"
    tested = [one for one in INDICATORS if one.kind in (Kind.SAMPLE_SHARE, Kind.RATE, Kind.COUNT)]
    yield from (f"{section}.{one.indicator_id}" for one in tested for section in ("told", "those"))
    for basis in AnswersBasis:
        yield from (f"answers.{basis}", f"csv.basis_{basis}", f"source_line.basis_{basis}")
    yield from (f"crime.series.{series.indicator_id}" for series in CRIME_RATES)
    yield from (f"page.{page.page_id}" for page in PAGES)


@pytest.mark.parametrize("key", dict.fromkeys(registered()))
def test_every_registry_line_has_its_texts(key: str) -> None:
    assert has(key), f'add "{key}" to sikkerby_geo/text/da'


def fault_kinds() -> set[str]:
    """Every kind of fault the readers may report."""
    kinds = {f"not_{column.kind}" for table in TABLES.values() for column in table.columns.values()}
    kinds -= {"not_text", "not_texts"}
    kinds |= {f"unknown_{column.refers_to}" for table in TABLES.values() for column in table.columns.values()}
    kinds -= {"unknown_"}
    for contract in TABLES.values():
        kinds |= {demand.name for column in contract.columns.values() for demand in column.demands({})} - {"text"}
        kinds |= {demand.name for demand in contract.row_demands(frozenset(contract.columns))}
    kinds |= {text_fault(long)[0] for long in ("\x00", "ord " * LONGEST_FIELD.value, "x" * LONGEST_FIELD.value)}
    for path in sorted((ROOT / "sikkerby_geo" / "facts").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Fault":
                kind = node.args[1] if len(node.args) > 1 else None
                if isinstance(kind, ast.Constant):
                    kinds.add(kind.value)
            if isinstance(node, ast.Yield) and isinstance(node.value, ast.Tuple):
                kind = node.value.elts[0]
                if isinstance(kind, ast.Constant):
                    kinds.add(kind.value)
    return kinds


@pytest.mark.parametrize("kind", sorted(fault_kinds()))
def test_every_fault_of_a_data_file_can_be_said(kind: str) -> None:
    words = t(f"fault.{kind}", line=7, column="percent", value="x", allowed="0–100")
    assert "{" not in words
    assert not words.endswith(".")
