"""Every free text of every table looks like code: no page asks another host, runs anything, or breaks."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import expect

from sikkerby_geo.facts.contracts import Column
from sikkerby_geo.facts.datasets import TABLES
from sikkerby_geo.store.files import path_of
from sikkerby_geo.ui.frame.pages import PAGES

CODE = (
    "\n\n![x](http://example.org/a.png) [x](javascript:alert(1)) www.example.org {{9**(9**7)}} {% for a in b %}"
    ' <img src=x onerror=alert(1)> $x$ :red[x] "; =1+1'
)
LOADED_OR_RUN = '#root img[src="x"], [onerror], [src*="example.org"], a[href*="example.org"], a[href^="javascript"]'
KEPT = ("manifest",)
"""Tables whose words are about files and not for the pages."""


def free(column: Column) -> bool:
    return column == Column() or column == Column(blank=False)


@pytest.fixture(scope="module")
def hostile(toy_root: Path, tmp_path_factory: pytest.TempPathFactory, serve) -> str:
    """Address of the app on the toy city with code behind every free text."""
    root = tmp_path_factory.mktemp("hostile") / "city"
    shutil.copytree(toy_root, root)
    for name, contract in TABLES.items():
        path = root / path_of(name)
        with path.open(encoding="utf-8", newline="") as source:
            rows = list(csv.DictReader(source))
        texts = [column for column, rule in contract.columns.items() if free(rule) and name not in KEPT]
        for row in rows:
            row |= {column: row[column] + CODE for column in texts if row[column] and column not in contract.key}
        with path.open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, contract.columns, lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return serve(root)


@pytest.mark.parametrize(
    "path", [*("" if page.page_id == "kort" else page.page_id for page in PAGES), "bydel?niveau=bydel&sted=koebenhavn"]
)
def test_no_page_asks_another_host_or_takes_a_text_for_code(visit, hostile, path):
    page = visit(f"/{path}" if "?" in path else f"/{path}?sted=dalum", at=hostile)
    expect(page.locator(".st-key-header")).to_be_visible()
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")
    assert page.locator(LOADED_OR_RUN).count() == 0
    assert page.get_by_test_id("stException").count() == 0
