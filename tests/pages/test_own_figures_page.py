"""An open page sees a delivery of own figures at its next run, and says whose figures they are."""

from __future__ import annotations

from pathlib import Path

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.store.deliveries import deliver
from sikkerby_geo.store.history import Store
from tests.pages.shown_page import page_opener
from tests.store.own_city import row, survey


def test_an_open_page_sees_a_delivery_at_its_next_run(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, toy_root: Path, atlas: Atlas
) -> None:
    monkeypatch.setenv("SIKKERBY_DATA", str(tmp_path / "own"))
    page = page_opener(monkeypatch, toy_root)(aar="2020", regel="10pct", sted="aaby")
    assert "egne tal, ikke offentliggjort" not in page.words
    deliver(Store(tmp_path / "own"), atlas.snapshot, survey(row(year="2020")), who="anna", why="", seen=0)
    page.app.run()
    assert "321 svar, 2020, egne tal, ikke offentliggjort" in page.words
