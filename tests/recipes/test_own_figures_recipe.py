"""The README's chapter on own figures, followed to the letter: from the empty template to map, flag and PDF."""

from __future__ import annotations

import io
import re
import shlex
from datetime import date
from functools import partial
from pathlib import Path

import openpyxl
import pytest
from pypdf import PdfReader
from typer.testing import CliRunner

from sikkerby_geo import build
from sikkerby_geo.cli import app
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.reports.counted import CountedTables
from sikkerby_geo.facts.counted import UNREST
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.history import Store
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.one_page.files import one_page_pdf
from sikkerby_geo.views.one_page.order import LIST, Order
from tests.views.asking import choose

CHAPTER, COUNTED = "### From the empty template to the changed map", "### Counted tables, quarter by quarter"
ROW = ("Åby", 2025, "Utrygge i nabolaget", 45, 400)
COUNTS = (("Åby", 2025, "K1", "Urolige områder", "I alt", 3), ("Dalum", 2025, "K1", "Urolige områder", "I alt", 12))


def steps(heading: str) -> list[str]:
    """The lines of a chapter's block, in order."""
    chapter = (ROOT / "README.md").read_text(encoding="utf-8").split(heading)[1]
    block = re.search(r"```sh\n(.*?)```", chapter, re.DOTALL)
    assert block
    return block[1].splitlines()


def fill_in(file: Path, *rows: tuple[object, ...]) -> None:
    book = openpyxl.load_workbook(file)
    for row in rows:
        book.worksheets[0].append(row)
    book.save(file)


def follow(heading: str, folder: Path, *rows: tuple[object, ...]) -> list[str]:
    """Do what a chapter says, and give what each command says."""
    said = []
    for step in steps(heading):
        if not step.startswith("sikkerby"):
            (file,) = re.findall(r"\S+\.xlsx", step)
            fill_in(folder / file, *rows)
            continue
        done = CliRunner().invoke(app, shlex.split(step, comments=True)[1:])
        assert done.exit_code == 0, done.output
        said.append(" ".join(done.output.split()))
    return said


def test_from_the_empty_template_to_map_flag_and_pdf(
    tmp_path: Path, toy_root: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(build, "Current", partial(build.Current, _atlas=atlas))
    follow(CHAPTER, tmp_path, ROW)
    now = build.Current(toy_root, Store(tmp_path / "own")).atlas()
    rule = RULE["over_10_insecure"]
    assert now.flag(rule, "aaby", 2025).state is FlagState.FLAGGED_SURE
    choice = choose(2025, place_id="aaby")
    assert "45" in str(map_state(now, choice))
    order = Order(choice, (LIST,), 2024, now.places["aaby"], "")
    printed = one_page_pdf(now, order, link="https://by.example/", printed=date(2025, 11, 27))
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages)
    assert "ikke offentliggjort" in " ".join(words.split())
    assert "45" in words


def test_counted_tables_from_the_empty_template_to_the_page_and_back(
    tmp_path: Path, toy_root: Path, atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    monkeypatch.setenv("SIKKERBY_ROOT", str(toy_root))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(build, "Current", partial(build.Current, _atlas=atlas))
    said = follow(COUNTED, tmp_path, *COUNTS)
    assert "1 tal skjules, før noget gemmes" in said[1]
    assert said[-1].endswith("Det står der allerede, så der er intet at gemme.")
    now = build.Current(toy_root, Store(tmp_path / "own")).atlas()
    rows = CountedTables(now).rows(UNREST, "2025-K1")
    assert [(row.cell.where, row.now.count.low, row.now.count.high) for row in rows if row.now and row.now.count] == [
        ("aaby", 0, 4),
        ("dalum", 12, 12),
    ]
