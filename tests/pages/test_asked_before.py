"""What a page was asked before it does not work out again, and what it draws anew is bounded."""

from __future__ import annotations

import tomllib

import pytest

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.ui.frame import finished as kept
from sikkerby_geo.views.base import html

PAGES = {"bydel": 25, "udvikling": 25, "prioritering": 40, "effekt": 20, "maal": 25}
"""How many templates a run may fill in that was asked before: those of the frame and of single lines."""


@pytest.mark.parametrize("page", PAGES)
def test_the_second_run_of_a_choice_finishes_no_part_and_fills_in_few_templates(
    open_page, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []
    filled: list[str] = []
    keep, environment = kept._keep, html._environment()
    monkeypatch.setattr(kept, "_keep", lambda key, *part: (made.append(key[0]), keep(key, *part)))
    get = environment.get_template
    shown = open_page(f"pages/{page}.py", aar="2017", sted="dalum")
    monkeypatch.setattr(environment, "get_template", lambda name, *rest: (filled.append(name), get(name, *rest))[1])
    made.clear()
    shown.app.run()
    shown.assert_calm()
    assert made == []
    assert 0 < len(filled) <= PAGES[page], filled


def test_messages_travel_compressed_and_are_kept_by_the_browser() -> None:
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())
    assert settings["server"]["enableWebsocketCompression"] is True
    assert settings["global"] == {"minCachedMessageSize": 2000, "maxCachedMessageAge": 5}
