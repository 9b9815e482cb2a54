"""Names and notes are data, never markup, in every template."""

from __future__ import annotations

import os
import re

import pytest
from jinja2 import UndefinedError

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.overview import overview
from sikkerby_geo.views.map.table import COLUMNS, facts_table
from sikkerby_geo.views.map_page.place import place_card
from tests.views.asking import choose, renamed

HOSTILE = "<img src=x onerror=alert(1)>"
TEMPLATES = sorted(path for path in (ROOT / "sikkerby_geo" / "views" / "templates").rglob("*") if path.is_file())


@pytest.fixture(scope="module")
def hostile(snapshot: Snapshot) -> Atlas:
    return renamed(snapshot, "moellehoej", HOSTILE)


def test_a_template_is_looked_for_on_the_disk_once(monkeypatch: pytest.MonkeyPatch) -> None:
    said = render("message.html", text="her")
    monkeypatch.setattr(os, "stat", lambda *_, **__: pytest.fail("asked the disk"))
    assert render("message.html", text="her") == said


def safe(html: str) -> bool:
    return "<img" not in html and "&lt;img" in html


def test_a_name_in_the_headline_is_text(hostile: Atlas) -> None:
    html = render("headline.html", headline=headline(hostile, choose(2017)))
    assert safe(html.replace("\u00a0", " "))


def test_a_name_in_the_panel_is_text(hostile: Atlas) -> None:
    card = place_card(hostile, choose(2017), hostile.places["moellehoej"])
    assert safe(render("panel.html", card=card, interval_chart="", trend_chart=""))


def test_a_name_over_the_list_is_text() -> None:
    assert safe(render("list_head.html", chosen=HOSTILE, key="moellehoej"))


def test_a_name_in_the_list_is_text(hostile: Atlas) -> None:
    groups = overview(hostile, choose(2017))
    links = {row.place_id: HOSTILE for _, rows in groups for row in rows}
    assert safe(render("place_list.html", groups=groups, links=links))


def test_a_name_in_the_table_is_text(hostile: Atlas) -> None:
    rows = facts_table(hostile, choose(2017)).to_dict("records")
    columns = [(name, name) for name in COLUMNS]
    html = render("table.html", heading="", caption="", columns=columns, rows=rows, selected=HOSTILE)
    assert safe(html)


def test_a_note_in_the_legend_is_text(atlas: Atlas) -> None:
    found = legend(atlas, choose(2017))
    object.__setattr__(found, "notes", (HOSTILE,))
    assert safe(render("legend.html", legend=found))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_switches_escaping_off(path) -> None:
    written = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape\s+false|\bMarkup\b", written)


def test_a_forgotten_value_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(UndefinedError):
        render("sources.html")


def test_lines_are_stripped_and_blank_ones_left_out() -> None:
    html = render("sources.html", lines=["Kilde"])
    assert html == "\n".join(line.strip() for line in html.splitlines() if line.strip())
