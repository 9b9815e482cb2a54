"""The way in: links that mail has damaged, addresses without a page, and words before the page is drawn."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urljoin

import pytest

from sikkerby_geo.text import t
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.ui.frame import cache, entrance, first_picture
from sikkerby_geo.ui.frame.pages import PAGES
from sikkerby_geo.views.map.message import look_in
from sikkerby_geo.views.map.state import map_state
from tests.toytown.city_record import city_atlas
from tests.ui.answers import Answer

WORDS = re.compile(r"<[^>]*>")


def seen(answer: Answer) -> str:
    """The words of a document outside its head, in a row."""
    body = answer.body.decode().split("<body>")[1]
    return " ".join(WORDS.sub(" ", re.sub(r"<(style|noscript)>.*?</\1>", "", body, flags=re.DOTALL)).split())


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("/bydel?sted=bakken&amp;aar=2017", "/bydel?sted=bakken&aar=2017"),
        ("/bydel?sted=bakken&amp;amp;aar=2017", "/bydel?sted=bakken&aar=2017"),
        ("/bydel?sted=bakken&amp%3Baar=2017", "/bydel?sted=bakken&aar=2017"),
        ("/BYDEL?Sted=Bakken", "/bydel?sted=Bakken"),
        ("/Bydel", "/bydel"),
        ("/bydel/", "/bydel"),
        ("/Om-tallene", "/om_tallene"),
        ("/møde?titel=Møde&amp;vis=1", "/moede?titel=M%C3%B8de&vis=1"),
        ("/moede?Titel=M%C3%B8de+%26+mad", "/moede?titel=M%C3%B8de+%26+mad"),
        ("/Kort?AAR=2017", "/?aar=2017"),
        ("/?aar=2017&amp;lag=ingen", "/?aar=2017&lag=ingen"),
    ],
)
@pytest.mark.parametrize("base", ["", "/sikkerby"])
def test_a_damaged_link_leads_where_it_was_meant_to(
    ask: Callable[..., Answer], base: str, written: str, meant: str
) -> None:
    answer = ask(base + written, base)
    assert answer.status == 302
    there = urljoin(f"http://sikkerby.example.dk{base}{written}", answer.headers["location"])
    assert there == f"http://sikkerby.example.dk{base}{meant}"
    assert ask(there.removeprefix("http://sikkerby.example.dk"), base).status == 200


def test_a_link_never_leads_to_another_host(ask: Callable[..., Answer]) -> None:
    assert ask("//bydel").headers["location"] == "../bydel"
    assert ask("//evil.example").status == 404


def test_capitals_in_values_are_known_too() -> None:
    atlas = city_atlas()
    reading = every_page.parse({"sted": "Bakken", "regel": "85PCT", "lag": "Belysning"}, atlas)
    assert (reading.choice.place_id, reading.choice.rule_id) == ("bakken", "under_85_safe")
    assert reading.choice.overlays == ("belysning",)
    assert reading.messages == ()
    assert len(every_page.parse({"sted": "Atlantis"}, atlas).messages) == 1


@pytest.mark.parametrize("path", ["/findesikke", "/bydel/findesikke", "/wp-login.php", "/findes/ikke/"])
@pytest.mark.parametrize("base", ["", "/sikkerby"])
def test_an_unknown_page_says_so_and_shows_the_nine(ask: Callable[..., Answer], base: str, path: str) -> None:
    answer = ask(base + path, base)
    assert answer.status == 404
    assert t("no_page.says", written=path[1:]) in seen(answer)
    links = re.findall(r'<a href="([^"]*)">([^<]*)', answer.body.decode())
    assert [name for _, name in links] == [t(f"page.{page.page_id}") for page in PAGES]
    for address, _ in links:
        assert ask(urljoin(base + path, address), base).status == 200


def test_what_an_address_says_is_never_markup(ask: Callable[..., Answer]) -> None:
    answer = ask("/<script>alert(1)</script>" + "x" * 500)
    assert "<script" not in answer.body.decode()
    assert "x" * 100 not in answer.body.decode()
    assert "\u202e" not in ask("/\u202efindesikke").body.decode()


@pytest.mark.parametrize(
    "path", ["/bydel/_stcore/health", "/_stcore/health", "/media/x.html", "/app/static/no.js", "/favicon.png"]
)
def test_what_programs_ask_for_goes_by(ask: Callable[..., Answer], path: str) -> None:
    assert ask(path).body in (b"ok", b"Not Found")


def test_a_browser_that_looks_for_an_icon_finds_ours(ask: Callable[..., Answer]) -> None:
    there = ask("/sikkerby/favicon.ico", "/sikkerby").headers["location"]
    assert ask(urljoin("/sikkerby/favicon.ico", there), "/sikkerby").headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.page_id)
def test_every_page_opens_with_words_in_danish(ask: Callable[..., Answer], page) -> None:
    answer = ask(f"/{entrance.address_of(page)}")
    waits = t("opening.map") if page.page_id == "kort" else t("opening.page")
    assert seen(answer) == f"{t('app.name')} {waits}"
    document = answer.body.decode()
    assert '<html lang="da">' in document
    assert f"<title>{t(f'page.{page.page_id}')} · {t('app.title')}</title>" in document
    assert t("opening.no_scripts") in document
    assert '<div id="root"></div>' in document
    assert answer.headers["cache-control"] == "no-cache"


def test_another_document_of_streamlits_stops_the_start(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text("<html><body></body></html>", encoding="utf-8")
    monkeypatch.setattr(entrance, "STREAMLIT", tmp_path)
    with pytest.raises(ValueError, match="lang"):
        entrance.Entrance(None)


PLACED = re.compile(r'data-place="([^"]+)" data-look="([^"]+)"')


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """The toy city's atlas is there when the first reader asks."""
    monkeypatch.setattr(cache, "atlas_at_hand", city_atlas)


def drawn(answer: Answer) -> dict[str, str]:
    """The looks of the areas in a document, by their ids."""
    return dict(PLACED.findall(answer.body.decode()))


@pytest.mark.usefixtures("worked_out")
@pytest.mark.parametrize("query", ["aar=2017&regel=10pct", "niveau=bydel&tal=rygte", "klart=design2&aar=2016"])
def test_the_map_comes_with_the_districts_of_its_address(ask: Callable[..., Answer], query: str) -> None:
    atlas = city_atlas()
    choice = every_page.parse(dict(parse_qsl(query)), atlas).choice
    state = map_state(atlas.under(choice.assumed), choice)
    looks = {place_id: look_in(area) for place_id, area in state["areas"].items()}
    answer = ask(f"/?{query}")
    assert drawn(answer) == {name: f"{one.fill} {one.hatch or 'none'} {one.outline}" for name, one in looks.items()}
    assert answer.headers["cache-control"] == "no-cache"
    assert drawn(ask("/bydel?aar=2017")) == {}


@pytest.mark.usefixtures("worked_out")
@pytest.mark.parametrize(
    "query",
    ["aar=1066&tal=ingenting", "sted=<script>alert(1)</script>", "aar=%00&lag=%22%3E%3Cb%3E&niveau=" + "x" * 99],
)
def test_an_address_that_says_nothing_gives_the_opening_and_is_never_markup(
    ask: Callable[..., Answer], query: str
) -> None:
    answer = ask(f"/?{query}")
    assert drawn(answer) == drawn(ask("/"))
    assert answer.body == ask("/").body


@pytest.mark.usefixtures("worked_out")
def test_what_the_picture_does_not_show_makes_no_picture_of_its_own(ask: Callable[..., Answer], monkeypatch) -> None:
    asked = []
    monkeypatch.setattr(first_picture, "light_map", lambda atlas, choice: asked.append(choice) or "<svg/>")
    for query in ("aar=2015&lag=ingen", "aar=2015&lag=belysning", "aar=2015&forslag=med&indsatsaar=alle"):
        ask(f"/?{query}")
    assert len(asked) <= 1


@pytest.mark.usefixtures("worked_out")
def test_the_document_is_packed_for_whoever_unpacks_it(ask: Callable[..., Answer]) -> None:
    packed = ask("/", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == ask("/").body


def test_before_there_is_an_atlas_the_page_opens_without(ask: Callable[..., Answer], monkeypatch) -> None:
    monkeypatch.setattr(cache, "atlas_at_hand", lambda: None)
    assert ask("/").status == 200
    assert drawn(ask("/")) == {}


def test_a_bug_in_the_picture_leaves_it_out(ask: Callable[..., Answer], monkeypatch, caplog) -> None:
    def broken() -> None:
        raise KeyError("a registry line")

    monkeypatch.setattr(cache, "atlas_at_hand", broken)
    assert t("opening.map") in seen(ask("/"))
    assert "a registry line" in caplog.text
