"""The house: imports only downwards, each floor keeps to its work, and the rules that prose alone would lose."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from sikkerby_geo.facts import thresholds
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.facts.thresholds import THRESHOLDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "sikkerby_geo"
PAGES = [ROOT / "app.py", *sorted((ROOT / "pages").glob("*.py"))]
MODULES = sorted(PACKAGE.rglob("*.py"))
CODE = [*PAGES, *MODULES]

MAY_IMPORT = {
    "text": {"text"},
    "facts": {"facts"},
    "store": {"store", "facts"},
    "domain": {"domain", "facts"},
    "views": {"views", "domain", "facts", "text"},
    "build": {"build", "store", "domain", "facts"},
    "cli": {"cli", "build", "store", "views", "domain", "facts", "text"},
    "ui": {"ui", "build", "views", "domain", "facts", "text"},
    "page": {"ui", "views", "domain", "facts", "text"},
}
ROOMS = {
    "api": {"base", "efforts", "method"},
    "assessment": {"base", "map", "district", "whatif"},
    "base": set(),
    "charts": {"base"},
    "map": {"base"},
    "meeting": {"base", "charts", "map", "district", "reports"},
    "one_page": {"base", "charts", "map", "trends", "reports"},
    "yearly_report": {"base", "charts", "map", "effect", "efforts", "goals", "method", "own_data", "reports", "trends"},
}
"""The rooms of ``views`` and those they stand on; a topic not named here stands on the shared ones alone."""
SHARED = {"base", "charts", "map"}
LONG = {
    "facts/datasets.py": "one contract a table: the registry of the data, read from top to bottom",
    "facts/delivery_kinds.py": "one kind a paragraph: the registry of deliveries, read from top to bottom",
}
"""Modules that may be longer than 300 lines, and why."""

READS_FILES = {
    "text/__init__.py": "its own texts",
    "facts/versions.py": "the program's own version and the packages it names",
    "ui/frame/static_files.py": "the project's own style sheets and scripts, to name them by content",
    "ui/frame/entrance.py": "Streamlit's own page, to put the first words into it and to know its script by its hash",
    "ui/frame/fetched_early.py": "Streamlit's own scripts, to know which of them import which",
    "views/meeting/show_files.py": "the style sheet, script and typeface the offline show carries with it",
    "views/efforts/files.py": "the GeoPackage it has just written, to hand it on as bytes",
}
"""Modules outside the store that open a file, none of them a data file."""


def ids(path: Path) -> str:
    return str(path.relative_to(ROOT))


def floor_of(path: Path) -> str:
    if path in PAGES or PACKAGE not in path.parents:
        return "page"
    return path.relative_to(PACKAGE).parts[0] if path.parent != PACKAGE else path.stem


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def module_name(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def resolve(name: str, level: int, path: Path) -> str:
    """The full name of a relative import."""
    if not level:
        return name
    package = module_name(path).split(".")
    package = package if path.name == "__init__.py" else package[:-1]
    return ".".join([*package[: len(package) - level + 1], *filter(None, [name])])


@cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """(line, full module name) of every import of a file, those by ``import_module`` and ``__import__`` too.

    A dynamic import whose name is worked out at run time is given as ``?``: nobody can check it.
    """
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = resolve(node.module or "", node.level, path)
            yield from ((node.lineno, f"{base}.{alias.name}") for alias in node.names)
        elif isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in ("import_module", "__import__"):
                name = node.args[0] if node.args else None
                if isinstance(name, ast.Constant) and isinstance(name.value, str):
                    dots = len(name.value) - len(name.value.lstrip("."))
                    yield node.lineno, resolve(name.value.lstrip("."), dots, path)
                else:
                    yield node.lineno, "?"


def floor_imported(name: str) -> str | None:
    parts = name.split(".")
    return parts[1] if parts[0] == "sikkerby_geo" and len(parts) > 1 else None


def test_imports_go_only_downwards() -> None:
    upwards = [
        f"{ids(path)}:{line} imports {name}"
        for path in CODE
        for line, name in imports(path)
        if floor_imported(name) not in {None, *MAY_IMPORT.get(floor_of(path), set())}
    ]
    assert upwards == []


def room_imported(name: str) -> str | None:
    parts = name.split(".")
    return parts[2] if parts[:2] == ["sikkerby_geo", "views"] and len(parts) > 3 else None


def test_a_topic_stands_on_the_shared_rooms_and_on_no_other_topic() -> None:
    aside = []
    for path in (path for path in MODULES if floor_of(path) == "views"):
        room = path.relative_to(PACKAGE / "views").parts[0]
        allowed = {None, room, *ROOMS.get(room, SHARED)}
        aside += [
            f"{ids(path)}:{line} imports {name}" for line, name in imports(path) if room_imported(name) not in allowed
        ]
    assert aside == []


def test_views_and_ui_call_their_topics_by_the_same_names() -> None:
    rooms = {floor: {path.name for path in (PACKAGE / floor).iterdir() if path.is_dir()} for floor in ("views", "ui")}
    assert rooms["views"] - SHARED - {"templates"} - {"__pycache__"} == rooms["ui"] - {
        "address",
        "frame",
        "__pycache__",
    }


@pytest.mark.parametrize("floor", ["domain", "views", "ui"])
def test_modules_stand_in_rooms(floor: str) -> None:
    """Nothing lies about on a floor but what joins the rooms of the domain."""
    loose = {path.name for path in (PACKAGE / floor).glob("*.py")} - {"__init__.py"}
    assert loose == ({"atlas.py", "carried_over.py", "catalogue.py"} if floor == "domain" else set())


def test_no_import_is_worked_out_at_run_time() -> None:
    assert [f"{ids(path)}:{line}" for path in CODE for line, name in imports(path) if name == "?"] == []


def test_the_package_has_the_floors_of_the_plan_and_no_other() -> None:
    floors = {path.relative_to(PACKAGE).parts[0] for path in MODULES if path.parent != PACKAGE}
    assert floors == set(MAY_IMPORT) - {"page"}
    assert {path.name for path in PACKAGE.glob("*.py")} == {"__init__.py"}


def test_only_the_ui_knows_streamlit() -> None:
    others = [path for path in MODULES if floor_of(path) != "ui"]
    known = [f"{ids(path)}: {name}" for path in others for _, name in imports(path) if name.startswith("streamlit")]
    assert known == []


@pytest.mark.parametrize("path", PAGES, ids=ids)
def test_a_page_is_short_and_has_no_logic(path: Path) -> None:
    tree = tree_of(path)
    assert len(path.read_text(encoding="utf-8").splitlines()) < 60
    made = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
    assert [node.lineno for node in ast.walk(tree) if isinstance(node, made)] == []
    heavy = {"pandas", "geopandas", "folium", "streamlit_folium", "altair", "shapely"}
    assert [name for _, name in imports(path) if name.split(".")[0] in heavy] == []


READERS = re.compile(r"read_(csv|file|parquet|json|excel|table|fwf|feather|sql|dataframe|geojson)$")


def opened(path: Path) -> Iterator[str]:
    """Calls that open a file, as ``line: call``."""
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if READERS.match(name) or name in ("open", "open_dataset", "read_text", "read_bytes"):
            yield f"{node.lineno}: {name}"


def test_only_the_store_opens_data_files() -> None:
    for path in (path for path in CODE if floor_of(path) != "store"):
        calls = list(opened(path))
        if path.is_relative_to(PACKAGE) and str(path.relative_to(PACKAGE)) in READS_FILES:
            assert calls, f"{path} opens no file any more: take it off the list"
            assert not [call for call in calls if READERS.match(call.split(": ")[1])], path
        else:
            assert calls == [], path


def test_no_frame_leaves_the_domain() -> None:
    """Views ask the domain for records and plain geometries, never for a table or layer of the snapshot."""
    raw = {"snapshot", "layer"}
    reached = [
        f"{ids(path)}:{node.lineno}: {node.value.id}.{node.attr}"
        for path in CODE
        if floor_of(path) in ("views", "ui", "page")
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name)
        if node.value.id.lstrip("_") == "atlas" and node.attr in raw
    ]
    assert reached == []


def test_a_fragment_fetches_the_atlas_itself() -> None:
    """Streamlit replays a fragment's arguments: one that was handed the atlas would go on showing old figures."""
    handed = [
        f"{ids(path)}: {node.name}"
        for path in MODULES
        if floor_of(path) == "ui"
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.FunctionDef)
        and any(ast.unparse(one).startswith("st.fragment") for one in node.decorator_list)
        and any("Atlas" in ast.unparse(one.annotation) for one in node.args.args if one.annotation)
    ]
    assert handed == []


def test_no_handler_swallows_everything() -> None:
    faults = []
    for path, node in ((each, node) for each in CODE for node in ast.walk(tree_of(each))):
        caught: list[ast.expr | None] = []
        if isinstance(node, ast.ExceptHandler):
            caught = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) == "suppress":
            caught = list(node.args)
        faults += [
            f"{ids(path)}:{node.lineno}"
            for kind in caught
            if kind is None or getattr(kind, "id", getattr(kind, "attr", "")) in ("Exception", "BaseException")
        ]
    assert faults == []


def test_a_module_is_named_after_its_topic() -> None:
    for path in CODE:
        for part in path.relative_to(ROOT).with_suffix("").parts:
            assert not re.fullmatch(r"utils?|helpers?|common|misc|stuff|.*_?[vV]\d+", part), path


def test_a_module_fits_in_the_head() -> None:
    lines = {str(path.relative_to(PACKAGE)): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    long = [f"{name}: {count} lines" for name, count in lines.items() if count > 300 and name not in LONG]
    assert long == [], "ask whether it is two rooms, or give the reason in LONG"


ROUND = {
    2,
    3,
    4,
    *(each.value for each in (thresholds.GRID_LIMIT, thresholds.GRID_LIMIT_ALL, thresholds.EFFECT_RADIUS)),
}
"""2, 3 and 4, which formulas are full of, and limits so round that they stand for other things too."""
POLICY = ({threshold.value for threshold in THRESHOLDS} | {rule.limit for rule in RULES}) - ROUND
ON_SCREEN = {value for value in POLICY if value > 30 or value < 0.1}
"""Where pixels are drawn, only the numbers nobody would draw with."""


def numbers(path: Path) -> Iterator[tuple[int, float]]:
    """(line, value) of every number written in a file, the base of a power left out (10 ** decimals)."""
    tree = tree_of(path)
    bases = {node.left for node in ast.walk(tree) if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and type(node.value) in (int, float) and node not in bases:
            yield node.lineno, node.value


def test_numbers_of_the_policy_live_in_facts_alone() -> None:
    found = [
        f"{ids(path)}:{line}: {value}"
        for path in CODE
        if floor_of(path) != "facts"
        for line, value in numbers(path)
        if value in (POLICY if floor_of(path) == "domain" else ON_SCREEN)
    ]
    assert found == []


ADDRESS = re.compile(r"https?://[^\s\"'<>)`]*|(?<=[\"'(])//[a-z0-9-]+\.[^\s\"'<>)`]+")
NOT_FETCHED = (
    "https://wfs-kbhkort.kk.dk/",  # the municipality's WFS: asked by the command line alone, never by a page
    "http://www.w3.org/",  # the name of SVG, not an address
    "https://leafletjs.com",  # a link in Leaflet's attribution line, which is switched off
    "http://geoman.io",  # who made the drawing library, in its own package notes; no code reads them
    "https://geoman.io",
    "https://github.com/geoman-io/",
    "https://vega.github.io/schema/",  # names the grammar of a chart; nobody opens it
)
SHIPPED = sorted(
    path
    for folder in (ROOT / "static", PACKAGE / "views" / "templates")
    for path in folder.rglob("*")
    if path.suffix in {".css", ".js", ".html", ".svg", ".json", ".typ"} and "geometry" not in path.parts
)


def without_comments(text: str) -> str:
    text = re.sub(r"/\*.*?\*/|<!--.*?-->|\{#.*?#\}", "", text, flags=re.DOTALL)
    return re.sub(r"(?m)(?<![:\"'(])//(?![a-z0-9-]+\.\w).*$", "", text)


def outside(text: str) -> list[str]:
    """Addresses of other servers that a browser might fetch."""
    found = [match.group() for match in ADDRESS.finditer(text)]
    return [
        address for address in found if not address.startswith(NOT_FETCHED) and address not in ("https://", "http://")
    ]


def test_nothing_the_browser_gets_points_to_another_server() -> None:
    for path in SHIPPED:
        assert outside(without_comments(path.read_text(encoding="utf-8"))) == [], path


def test_no_code_names_another_server() -> None:
    for path in CODE:
        tree = tree_of(path)
        prose = {
            node.value for node in ast.walk(tree) if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        texts = [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in prose
        ]
        assert [address for text in texts for address in outside(text)] == [], path


def test_no_text_on_screen_names_another_server() -> None:
    for path in sorted((PACKAGE / "text" / "da").glob("*.toml")):
        assert outside(path.read_text(encoding="utf-8")) == []
