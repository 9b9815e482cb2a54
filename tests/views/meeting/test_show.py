"""The show as a document: small, complete in itself, allowed nothing but its own script, and every word escaped."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace
from datetime import date
from hashlib import sha256
from html import escape, unescape
from html.parser import HTMLParser

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.meeting.agenda import SLIDES, Agenda
from sikkerby_geo.views.meeting.show import show_html
from sikkerby_geo.views.meeting.show_files import FACES
from sikkerby_geo.views.meeting.slides import slides_of
from tests.views.asking import UNDER_85, choose

LARGEST = 2_000_000
"""Bytes a show may have: it travels by mail and on old sticks."""
LINK = "https://sikkerby.example.dk/moede?udvalg=lu-lund"
PAYLOADS = (
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(2)</script>",
    '"><svg onload=alert(3)>',
    "{{ 7*7 }}{% x %}",
)


def made(atlas: Atlas, committee: str = "lu-lund", *, link: str | None = LINK, **more: object) -> str:
    agenda = Agenda(more.pop("choice", choose(2017)), atlas.places[committee], **more)
    return show_html(atlas, agenda, link=link, printed=date(2025, 11, 25))


class Seen(HTMLParser):
    """Every element with its attributes, and all text outside style and script."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.inside = ""
        self.feed(document)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.inside = tag

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def handle_data(self, data: str) -> None:
        if self.inside not in ("style", "script"):
            self.text += data


@pytest.mark.parametrize("committee", ["lu-lund", "lu-kongens-mose", "lu-oeen"])
def test_the_show_is_small_and_holds_everything(atlas: Atlas, committee: str) -> None:
    own = tuple(
        "Hvad gør vi ved belysningen på stierne omkring skolen og stationen i vinterhalvåret?" for _ in range(6)
    )
    asked = {"choice": choose(2018, every_year=True), "questions": own, "title": "T" * 80, "slides": SLIDES}
    document = made(atlas, committee, **asked)
    wanted = [f"dias-{slide.anchor}" for slide in slides_of(atlas, Agenda(committee=atlas.places[committee], **asked))]
    assert len(document.encode()) <= LARGEST
    seen = Seen(document)
    sections = [a for tag, a in seen.elements if tag == "section" and a.get("class", "").startswith("slide ")]
    assert [section["id"] for section in sections] == wanted
    assert not [tag for tag, _ in seen.elements if tag in ("link", "iframe", "object", "embed", "base", "form", "a")]
    for _, attributes in seen.elements:
        assert "src" not in attributes
        assert attributes.get("href", "#").startswith("#")
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
    ids = [attributes["id"] for _, attributes in seen.elements if attributes.get("id")]
    assert len(ids) == len(set(ids))


def test_only_the_one_script_and_the_one_style_are_allowed(atlas: Atlas) -> None:
    document = made(atlas)
    policy = next(
        a["content"] for tag, a in Seen(document).elements if a.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none'; ")
    for tag, rule in (("script", "script-src"), ("style", "style-src")):
        (found,) = re.findall(rf"<{tag}>(.*?)</{tag}>", document, re.DOTALL)
        assert f"{rule} 'sha256-{b64encode(sha256(found.encode()).digest()).decode()}'" in policy
    assert "unsafe" not in policy
    addresses = re.findall(r"url\(([^)]{0,40})", document)
    assert addresses
    assert all(address.startswith(("data:", "#")) for address in addresses)


def test_the_same_meeting_gives_the_same_document(atlas: Atlas) -> None:
    assert made(atlas, "lu-bakken") == made(atlas, "lu-bakken")


def test_the_code_leads_to_the_link_and_without_one_nothing_is_said_about_it(atlas: Atlas) -> None:
    asked = {"slides": ("forside", "spoergsmaal"), "questions": ("Hvad?", "Hvor?")}
    assert made(atlas, "lu-bakken", **asked).count(escape(t("qr.alt", link=LINK))) == 4
    for link in (None, LINK + "x" * 900):
        assert "QR" not in Seen(made(atlas, "lu-bakken", link=link, **asked)).text


def test_title_day_and_committee_stand_large_on_a_slide_of_their_own(atlas: Atlas) -> None:
    own = {"title": "Lys på stierne", "day": date(2025, 12, 3)}
    document = made(atlas, "lu-bakken", **own)
    first = document.split("</section>")[0].split("<section")[1]
    assert 'id="dias-forside"' in first
    for words in ("Lys på stierne</h2>", "<p>Bakken Lokaludvalg</p>", "<p>3. december 2025</p>"):
        assert words in first
    assert "<title>Lys på stierne</title>" in document
    assert "<title>Møde i Bakken Lokaludvalg</title>" in made(atlas, "lu-bakken")
    line = "Lys på stierne · Bakken Lokaludvalg · 3. december 2025"
    assert line not in Seen(document).text
    assert Seen(made(atlas, "lu-bakken", slides=("sted", "tid"), **own)).text.count(line) == 1


def test_only_the_chosen_slides_are_in_the_document(atlas: Atlas) -> None:
    document = made(atlas, "lu-bakken", slides=("tid", "sted"))
    assert re.findall(r'id="dias-(\w+)"', document) == ["tid", "sted"]


@pytest.mark.parametrize("payload", PAYLOADS)
def test_own_words_are_text_whatever_they_look_like(atlas: Atlas, payload: str) -> None:
    plain = Seen(made(atlas, "lu-bakken", title="Emne", questions=("Hvad?",)))
    seen = Seen(made(atlas, "lu-bakken", title=payload, questions=(payload,)))
    assert [tag for tag, _ in seen.elements] == [tag for tag, _ in plain.elements]
    assert seen.text.count(payload) >= 5


@pytest.mark.parametrize("payload", PAYLOADS)
def test_names_of_the_data_are_text_whatever_they_look_like(snapshot: Snapshot, payload: str) -> None:
    areas, upgrades = snapshot.table("areas").copy(), snapshot.table("upgrades").copy()
    areas.loc[areas.area_id == "bakken", ["area_name", "short_name", "lokaludvalg_name"]] = payload
    upgrades.loc[upgrades.area_ids.map(lambda ids: "bakken" in ids), "place"] = payload
    tables = {**snapshot.tables, "areas": areas, "upgrades": upgrades}
    hostile = Seen(
        made(build_atlas(replace(snapshot, tables=tables), "hostile"), "lu-bakken", choice=choose(2025, UNDER_85))
    )
    tags = {tag for tag, _ in hostile.elements}
    assert not tags & {"img", "iframe"}
    assert [tag for tag, _ in hostile.elements].count("script") == 1
    assert payload in hostile.text.replace("\u00a0", " ").replace("\u2011", "-")


def test_with_broken_files_the_show_still_plays(snapshot: Snapshot) -> None:
    tables = {key: table for key, table in snapshot.tables.items() if key not in ("survey", "crime", "upgrades")}
    layers = {key: layer for key, layer in snapshot.layers.items() if key != "survey_areas_layer"}
    text = Seen(made(build_atlas(replace(snapshot, tables=tables, layers=layers), "broken"), "lu-bakken")).text
    assert "data/survey.csv kan ikke læses" in text
    assert t("slide.trouble_sted") in text
    assert t("slide.trouble_anmeldt") in text


def test_in_a_page_of_ours_the_typeface_is_fetched_and_all_else_is_the_same(atlas: Atlas) -> None:
    agenda, given = Agenda(choose(2017), atlas.places["lu-lund"]), {"link": None, "printed": date(2025, 11, 25)}
    carried, fetched = (show_html(atlas, agenda, **given, fonts=fonts) for fonts in ("", "app/static/fonts"))
    assert "font-src data:" in carried
    assert "font-src 'self'" in unescape(fetched)
    assert "data:font" not in fetched
    assert re.findall(r"src:url\((app/static/fonts/[^)]*)\)", fetched) == [
        f"app/static/fonts/{file}" for file, _ in FACES
    ]
    assert carried.partition("</head>")[2] == fetched.partition("</head>")[2]
