"""Indsatser, many at once: files out, and a file or pasted rows in through questions, a preview and one button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from sikkerby_geo.build import register
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.register_cells import ID, SEEN
from sikkerby_geo.store.history import Store
from sikkerby_geo.text import t
from sikkerby_geo.ui.efforts import exchange_grid
from sikkerby_geo.ui.frame import local_user
from sikkerby_geo.views.efforts.exchange_words import register_columns, standing
from tests.pages.shown_page import ShownPage

FILE = "pages/indsatser.py"
CAMERA, TREES = "u-havnen-kamera", "u-dalum-beplantning"
HEAD = "Navn\tSlags\tStadie\tKilde\tNote\n"
ROWS = f"Id\tNote\n{CAMERA}\trettet her\n"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    return Store(tmp_path / "own")


@pytest.fixture
def page(store: Store, open_page: Callable[..., ShownPage], monkeypatch: pytest.MonkeyPatch) -> ShownPage:
    """The page at the machine itself, where rows can be pasted."""
    monkeypatch.setattr(local_user, "is_here", lambda: True)
    page = open_page(FILE)
    page.app.radio(key="exchange-way").set_value("paste").run()
    page.assert_calm()
    return page


def paste(page: ShownPage, text: str) -> None:
    page.app.text_area[0].set_value(text).run()
    page.assert_calm()


def press(page: ShownPage, key: str) -> None:
    page.app.button(key=key).click().run()
    page.assert_calm()


def keys(page: ShownPage) -> set[str | None]:
    return {button.key for button in page.app.button}


def test_a_reader_gets_files_and_is_told_who_may_bring_one(store: Store, open_page: Callable[..., ShownPage]) -> None:
    page = open_page(FILE)
    page.assert_calm()
    assert t("exchange.page.not_here") in page.words
    assert not [radio for radio in page.app.radio if radio.key == "exchange-way"]


def test_pasted_rows_are_previewed_put_in_and_gone_from_the_field(page: ShownPage, store: Store, atlas: Atlas) -> None:
    paste(page, ROWS)
    assert t("exchange.changes.before") in page.words
    assert "rettet her" in page.words
    assert store.newest()[0] == 0
    page.app.text_input(key="exchange-why").set_value("set på stedet").run()
    press(page, "exchange-put-in")
    assert "Lagt ind som revision 1: 0 nye, 1 rettet" in page.words
    assert register.read_register(store, atlas)[CAMERA].entry.note == "rettet her"
    assert store.revisions()[0].occasion.why == "set på stedet"
    assert page.app.text_area[0].value == ""


def test_a_likely_duplicate_is_asked_about_first_and_bad_rows_are_left_out_only_if_asked(
    page: ShownPage, store: Store
) -> None:
    row = "Havnepladsen\tvideoovervågning\tgennemført\tUdvalget\t<i>\n"
    paste(page, HEAD + row.replace("<i>", "ny") + row)
    assert "&lt;i&gt;" in page.html
    assert "exchange-put-in" not in keys(page)
    (asked,) = [radio for radio in page.app.radio if str(radio.key).startswith("exchange-answer")]
    asked.set_value("new").run()
    assert "exchange-put-in" not in keys(page)
    page.app.checkbox(key="exchange-good-rows").set_value(True).run()
    press(page, "exchange-put-in")
    assert store.newest()[0] == 1


def test_a_file_that_holds_all_removes_what_it_lacks_only_with_a_reason(
    page: ShownPage, store: Store, atlas: Atlas
) -> None:
    page.app.radio(key="exchange-way").set_value("file").run()
    page.app.file_uploader[0].set_value(("alle.csv", f"Id;Note\n{CAMERA};\n".encode(), "text/csv")).run()
    assert t("exchange.says.none") in page.words
    page.app.radio(key="exchange-scope-0").set_value("all").run()
    count = len(standing(atlas)) - 1
    assert f"{count} fjernes" in page.words
    press(page, "exchange-put-in")
    assert t("exchange.page.why_removed") in page.words
    assert store.newest()[0] == 0


def test_the_table_is_the_register_and_says_what_was_done_to_it(page: ShownPage, atlas: Atlas) -> None:
    page.app.radio(key="exchange-way").set_value("grid").run()
    page.assert_calm()
    assert t("exchange.page.grid_note") in page.words
    names = ("name", "stage", "start_year")
    opened = exchange_grid.frame_of(standing(atlas, (CAMERA, TREES)), names, register_columns(atlas))
    assert exchange_grid.cells_of(opened, opened.copy()) is None
    edited = opened.drop(index=1)
    edited.loc[0, "stage"] = "besluttet"
    edited = pd.concat([edited, pd.DataFrame([{"name": "Ny"}])], ignore_index=True)
    cells = exchange_grid.cells_of(opened, edited)
    assert cells is not None
    assert (cells.heads, cells.gone) == ((ID, SEEN, *names), (TREES,))
    assert [row[2:4] for row in cells.rows.values()] == [("Havnepladsen", "besluttet"), ("Ny", None)]
