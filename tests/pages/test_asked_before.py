"""What a page was asked before it does not work out again, and what it draws anew is bounded."""

from __future__ import annotations

import tomllib
import zlib

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.ui.frame import finished as kept
from sikkerby_geo.ui.frame.pages import PAGES as MENU
from sikkerby_geo.views.base import html

CONFIG = ROOT / ".streamlit" / "config.toml"
PAGES = {"bydel": 25, "udvikling": 25, "prioritering": 40, "effekt": 20, "maal": 12, "indsatser": 15}
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


NOT_AGAIN = {
    "prioritering": (
        "sikkerby_geo.views.base.choice.subject_in",
        "sikkerby_geo.views.priority.ask.offered",
        "sikkerby_geo.views.whatif.picking.with_area",
        "sikkerby_geo.ui.whatif.siting.without_offer",
    ),
    "udvikling": ("sikkerby_geo.views.base.choice.subject_in", "sikkerby_geo.views.trends.event_list.events_of"),
}
"""What follows from the atlas and the choice, and takes a page long to work out."""


@pytest.mark.parametrize("page", NOT_AGAIN)
def test_what_was_worked_out_for_a_choice_is_not_worked_out_again(
    open_page, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = open_page(f"pages/{page}.py", aar="2017")
    asked: list[str] = []
    for name in NOT_AGAIN[page]:
        monkeypatch.setattr(name, lambda *_, name=name, **__: asked.append(name))
    shown.app.run()
    shown.assert_calm()
    assert asked == []


ELEMENTS = {
    "kort": 95,
    "bydel": 105,
    "udvikling": 95,
    "maal": 118,
    "indsatser": 110,
    "prioritering": 135,
    "tryghedsvurdering": 58,
    "effekt": 58,
    "anmeldelser": 46,
    "moede": 100,
    "aarsrapport": 122,
    "egne_tal": 38,
    "om_tallene": 72,
}
"""How many parts (elements and what holds them) a page may be made of: each costs a tenth of a millisecond and more."""
LARGEST_CHANGE = 50_000
"""Bytes a change of the year may send, compressed."""


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[ForwardMsg]:
    """The parts of the page a run sends."""
    messages: list[ForwardMsg] = []

    def enqueue(context: ScriptRunContext, message: ForwardMsg) -> None:
        if message.WhichOneof("type") == "delta":
            messages.append(message)
        send(context, message)

    send = ScriptRunContext.enqueue
    monkeypatch.setattr(ScriptRunContext, "enqueue", enqueue)
    return messages


@pytest.mark.parametrize("page", [page.page_id for page in MENU])
def test_a_page_is_made_of_few_parts_and_a_change_sends_little(open_page, page: str, sent: list[ForwardMsg]) -> None:
    file = "app.py" if page == "kort" else f"pages/{page}.py"
    shown = open_page(file, aar="2016", sted="dalum")
    least = tomllib.loads(CONFIG.read_text())["global"]["minCachedMessageSize"]
    there = {message.SerializeToString() for message in sent}
    sent.clear()
    shown.app.query_params["aar"] = "2017"
    shown.app.run()
    shown.assert_calm()
    assert 0 < len(sent) <= ELEMENTS[page], len(sent)
    written = [message.SerializeToString() for message in sent]
    new = [text for text in written if text not in there or len(text) < least]
    size = sum(len(zlib.compress(text)) for text in new)
    assert 0 < size <= LARGEST_CHANGE


def test_messages_travel_compressed_and_are_kept_by_the_browser() -> None:
    settings = tomllib.loads(CONFIG.read_text())
    assert settings["server"]["enableWebsocketCompression"] is True
    assert settings["global"] == {"minCachedMessageSize": 2000, "maxCachedMessageAge": 5}
