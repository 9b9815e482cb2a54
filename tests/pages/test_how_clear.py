"""The switch on what is called clear: on six pages, in the address, and told in words where it is not as usual."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sikkerby_geo.text import t
from tests.pages.shown_page import ShownPage

Open = Callable[..., ShownPage]
KEY = "control-clear"
FOLD = "how-clear"


@pytest.mark.parametrize(
    "file",
    ["app.py", "pages/bydel.py", "pages/udvikling.py", "pages/maal.py", "pages/prioritering.py", "pages/moede.py"],
)
def test_every_page_with_strong_words_has_the_switch_and_tells_its_condition(open_page: Open, file: str) -> None:
    page = open_page(file, klart="indbyggere", sted="dalum")
    page.assert_calm()
    assert page.app.selectbox(key=KEY).value == "by_population"
    assert t("clear.condition.by_population") in page.html
    assert page.choice["klart"] == "indbyggere"


@pytest.mark.parametrize(
    ("file", "query", "wanted"),
    [
        ("app.py", {"regel": "85pct", "aar": "2025"}, ("Ventet antal under 85", "Chance for at ligge under 85")),
        ("pages/maal.py", {"regel": "85pct", "aar": "2025"}, ("Ventet antal under 85", "Chance for at ligge under 85")),
        ("pages/udvikling.py", {"aar": "2017", "tal": "utryg-nabolag"}, ("Hele forløbet", "Flere år under ét")),
        ("pages/bydel.py", {"aar": "2017", "tal": "utryg-nabolag"}, ("Hele forløbet", "Flere år under ét")),
        ("pages/prioritering.py", {}, ("Chance for at ligge først", "regnet sammen med alle områder")),
    ],
)
def test_what_else_there_is_to_say_of_how_clear_stands_in_the_fold_out(
    open_page: Open, file: str, query: dict[str, str], wanted: tuple[str, ...]
) -> None:
    """Chances and the expected number, the whole course and years taken together, the value to expect of the first."""
    page = open_page(file, sted="dalum", **query)
    assert wanted[0] not in page.html.replace("\u00a0", " "), "what stands folded is not sent"
    page.unfold(FOLD)
    page.assert_calm()
    for words in wanted:
        assert words in page.html.replace("\u00a0", " "), words


def test_the_switch_writes_the_address_and_the_usual_leaves_it(open_page: Open) -> None:
    page = open_page("pages/maal.py")
    assert "klart" not in page.choice
    assert "»Klart« er her" not in page.html
    assert KEY not in [box.key for box in page.app.selectbox]
    page.unfold(FOLD)
    page.app.selectbox(key=KEY).set_value("large_design_effect").run()
    assert page.choice["klart"] == "design2"
    assert t("clear.condition.large_design_effect") in page.html
    page.app.selectbox(key=KEY).set_value("usual").run()
    assert "klart" not in page.choice


def test_an_unknown_word_gives_the_usual_and_is_told(open_page: Open) -> None:
    page = open_page("pages/maal.py", klart="altid")
    page.unfold(FOLD)
    assert page.app.selectbox(key=KEY).value == "usual"
    assert "altid" in page.messages[0]
