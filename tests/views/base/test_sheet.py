"""Tables to be read: one object for HTML and CSV, everything escaped, a heading for each row."""

from __future__ import annotations

import csv
import io
import re

from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.views.base.palette import look_of
from sikkerby_geo.views.base.sheet import Column, Entry, Prose, Sheet
from sikkerby_geo.views.base.spreadsheet import csv_bytes

COLUMNS = (Column("name", "Navn"), Column("value", "Værdi", "number"))


def sheet(*entries: tuple[Entry, Entry], **more: object) -> Sheet:
    return Sheet("prøve", "Overskrift", COLUMNS, tuple({"name": a, "value": b} for a, b in entries), **more)


def read_csv(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))


def test_a_table_has_a_caption_heads_and_a_head_for_each_row():
    html = sheet((Entry("Bispebjerg"), Entry("18"))).html
    assert "<caption>Overskrift</caption>" in html
    assert html.count('scope="col"') == 2
    assert '<th scope="row" role="rowheader">Bispebjerg</th>' in html
    assert 'tabindex="0" role="region" aria-label="Overskrift"' in html


def test_a_caption_said_by_a_heading_is_still_read_out():
    assert '<caption class="unseen">Overskrift</caption>' in sheet((Entry("a"), Entry("b")), titled=True).html


def test_names_and_notes_are_never_markup():
    evil = "<img src=x onerror=alert(1)>"
    html = sheet((Entry(evil, quiet=evil, hidden=evil, lines=(evil,)), Entry(evil))).html
    assert "<img" not in html
    assert html.count("&lt;img") == 5


def test_a_link_leaves_the_page_without_telling_where_it_came_from():
    html = sheet((Entry("Kilde", url="https://www.kk.dk/a?b=1&c=2"), Entry(""))).html
    assert '<a href="https://www.kk.dk/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer">Kilde</a>' in html


def test_a_look_is_pictured_and_its_words_are_read_out():
    look = look_of(3, FlagState.FLAGGED_SURE, False)
    html = sheet((Entry("Bispebjerg"), Entry("18 %", look=look, hidden="Over 10 %, klart"))).html
    assert f'<i class="swatch {look.css_class}">' in html
    assert '<span class="unseen"> Over 10 %, klart</span>' in html


def test_the_csv_says_what_the_table_says():
    rows = read_csv(sheet((Entry("Bispebjerg", quiet="område"), Entry("18 %", hidden="klart"))).csv)
    assert rows == [["Navn", "Værdi"], ["Bispebjerg – område", "18 % – klart"]]


def test_closing_rows_are_in_both():
    found = sheet((Entry("a"), Entry("1")), feet=({"name": Entry("I alt"), "value": Entry("1")},))
    assert re.search(r"<tfoot.*I alt", found.html, re.DOTALL)
    assert read_csv(found.csv)[-1] == ["I alt", "1"]


def test_plain_rows_take_the_place_of_words_in_the_csv():
    found = sheet((Entry("a"), Entry("18 %")), csv_rows=({"Navn": "a", "Procent": "18,0"},))
    assert read_csv(found.csv) == [["Navn", "Procent"], ["a", "18,0"]]


def test_no_field_can_be_taken_for_a_formula():
    assert read_csv(csv_bytes([{"a": "=1+1", "b": "@x", "c": "+4", "d": "tekst"}]))[1] == [
        "'=1+1",
        "'@x",
        "'+4",
        "tekst",
    ]


def test_a_table_without_rows_is_still_a_file():
    assert read_csv(sheet().csv) == [["Navn", "Værdi"]]


def test_prose_is_escaped_and_in_order():
    html = Prose(("Først <b>",), terms=(("ord", "betydning"),), points=("punkt",), heading="Titel").html
    assert "Først &lt;b&gt;" in html
    assert html.index("Titel") < html.index("Først") < html.index("<dt>ord</dt>") < html.index("<li>punkt</li>")
