"""The annotated tree in the README, written from what each module says of itself. Run by ``make tree``."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

ORDER = (
    *("app.py", "pages/", "sikkerby_geo/", "data/", "geodata/", "static/", "tests/", "benchmarks/", "docs/"),
    *(f"sikkerby_geo/{floor}/" for floor in ("facts", "domain", "views", "ui", "text")),
)
"""What comes first in its folder; all else follows, sorted by name."""

WORDS = {
    "pages/": "one file for each further page; the file name is the address people share",
    "sikkerby_geo/text/da/": "all Danish on screen, one TOML file for each topic or page",
    "sikkerby_geo/store/migrations/": "how the database of the own records came to its tables, step by step (Alembic)",
    "sikkerby_geo/views/templates/": "HTML and SVG templates; every value is escaped",
    "data/": "the tables: figures, efforts, goals, places, every row with its source; manifest.csv lists them",
    "geodata/": "the layers as GeoJSON in EPSG:4326",
    "docs/systemd/": "units of a machine with systemd: a process, what asks it how it is, all of them",
    "tests/serving/": "several processes behind nginx: their settings, and who watches them",
    "static/": "what the browser fetches from us: styles, scripts, fonts",
    "static/css/": "base.css for every page, one more for each page",
    "static/fonts/": "Source Sans 3 with its licence",
    "static/map/": "the browser side of the map: scripts, what they may be told, and style",
    "static/page/": "the script beside every page: Streamlit's own words in Danish, the menu's landmark, announcements",
    "static/show/": "the show of a meeting: its style and script, inlined, and how the page hands it the keyboard",
    "static/vendor/": "Leaflet with its licence",
    "tests/": "mirror of the package, and what holds across it",
    "tests/architecture/": "the floors, the documents, this tree",
    "tests/browser/": "the pages in headless Chromium",
    "tests/cases/": "inputs that failed once, or that the trade sends",
    "tests/cases/delivered/": "files built like those offices and statistics banks send",
    "tests/domain/": "figures, flags, changes, levels: laws, and cases to check by hand",
    "tests/facts/": "contracts, registries, and the readers at the door",
    "tests/pages/": "the pages as Streamlit runs them, with each data file broken in turn",
    "tests/published/": "the public record itself: each statement bounded to the years it speaks of",
    "tests/recipes/": "the README's recipes, followed to the letter on a copy",
    "tests/scripts/": "the pure parts of the browser's scripts, run by node",
    "tests/benchmarks/": "what a measurement keeps in the docs, and that the pages it measures run",
    "tests/soak/": "what takes long: every Python on the machine, memory over hours of use; by make soak alone",
    "tests/store/": "own records and their history; deliveries read, mapped and checked; what has not changed stands",
    "tests/text/": "Danish, and every key the code asks for",
    "tests/ui/": "address and controls",
    "tests/views/": "sentences, legend, map state, tables, small pictures",
    "benchmarks/": "measurements side by side; not part of the test run",
    "benchmarks/requirements.txt": "what only the comparison of dialects needs",
    "benchmarks/bare_page/": "the least a Streamlit page can be, to measure against",
    "benchmarks/pydeck_page/": "the same map by pydeck",
    "benchmarks/v2_page/": "the same map as a component without a frame",
    "benchmarks/plain_page/": "the plain way to write the map page, to measure beside",
    "docs/": "for those who build",
    "docs/decisions/": "forks in the road, half a page each",
    "docs/faults/": "slips put into the code to see which test notices: the list, the script, the answers",
    "docs/glossary.md": "terms in code, words on screen, what they mean",
    "docs/packages/": "what keeps the packages: their licences, their known weaknesses",
    "docs/pictures/": "pictures of the pages",
    "docs/security.md": "threats, measures, and the tests that hold them",
    ".streamlit/": "the server's settings and the theme",
    ".ci/": "what runs on every change: make test",
    "Makefile": "the commands: make run, make test; make alone lists them",
}
"""Words of what has no docstring: folders (with a slash at their end) that are no package, and files of note."""

BLOCK = re.compile(r"(?<=## The tree\n)(.*?```text\n).*?(?=```\n)", re.DOTALL)
NOT_SHOWN = {"__init__.py", "conftest.py"}


class TreeError(Exception):
    """The tree cannot be written; the message says what to add or to take away, and where."""


def docstring(path: Path) -> str:
    """First line of what a module says of itself, or of a package's ``__init__``; empty for all else."""
    module = path / "__init__.py" if path.is_dir() else path
    if module.suffix != ".py" or not module.is_file():
        return ""
    return (ast.get_docstring(ast.parse(module.read_text(encoding="utf-8"))) or "").split("\n")[0]


def made_by_tools(root: Path) -> set[str]:
    """The folders that ``.gitignore`` names: by their path from the root, or by their name alone."""
    return {".git/", *(root / ".gitignore").read_text(encoding="utf-8").split()}


def holds_files(folder: Path) -> bool:
    """Whether git has anything to keep of a folder: caches of Python alone are nothing."""
    return any(path.is_file() and path.suffix != ".pyc" for path in folder.rglob("*"))


def paths(root: Path, words: Mapping[str, str], folder: str = "") -> Iterator[str]:
    """What the tree shows of a folder, top down: folders, modules, and the files that ``words`` names.

    Of the folders below the first level only packages are opened.
    """
    found = [(folder + path.name + "/" * path.is_dir(), path.name) for path in (root / folder).iterdir()]
    for path, name in sorted(found, key=lambda pair: (ORDER.index(pair[0]) if pair[0] in ORDER else len(ORDER), pair)):
        if not path.endswith("/"):
            if path in words or (name.endswith(".py") and name not in NOT_SHOWN):
                yield path
        elif made_by_tools(root).isdisjoint((path, f"{name}/")) and holds_files(root / path):
            yield path
            if not folder or (root / path / "__init__.py").is_file():
                yield from paths(root, words, path)


def tree(root: Path, words: Mapping[str, str]) -> str:
    """The tree as text, a line a path. Raises TreeError for a path without words, and for words without a path."""
    shown = list(paths(root, words))
    said = {path: words.get(path) or docstring(root / path) for path in shown}
    faults = [f"{path}: add its words to WORDS in docs/tree.py, or a docstring" for path in shown if not said[path]]
    faults += [f"{path}: is not there; take it out of WORDS in docs/tree.py" for path in words if path not in said]
    if faults:
        raise TreeError("\n".join(faults))
    names = {path: "  " * path.rstrip("/").count("/") + re.search(r"[^/]+/?$", path).group() for path in shown}
    width = max(map(len, names.values())) + 2
    return "".join(f"{names[path]:{width}}{said[path]}\n" for path in shown)


def with_tree(readme: str, root: Path = ROOT, words: Mapping[str, str] = WORDS) -> str:
    """The README with its tree as it is today."""
    new = tree(root, words)
    readme, replaced = BLOCK.subn(lambda found: found.group(1) + new, readme)
    if not replaced:
        raise TreeError("README.md: there is no block ```text under the heading ## The tree")
    return readme


def main() -> None:
    readme = ROOT / "README.md"
    try:
        readme.write_text(with_tree(readme.read_text(encoding="utf-8")), encoding="utf-8")
    except TreeError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
