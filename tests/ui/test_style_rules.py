"""Rules of our style sheets that would have a browser style a whole page anew at each of its changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.ui.frame.static_files import STATIC

TEMPLATES = ROOT / "sikkerby_geo" / "views" / "templates"
COMMENT = re.compile(r"/\*.*?\*/|\{#.*?#\}", re.DOTALL)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
SELECTORS = re.compile(r"([^{};]+)\{[^{]")
EVERYTHING = re.compile(r"^(body|html|:root)\b")


def sheets() -> dict[str, str]:
    """The rules we send, by file."""
    found = {path.name: path.read_text(encoding="utf-8") for path in (STATIC / "css").glob("*.css")}
    for path in TEMPLATES.rglob("*.html"):
        rules = "\n".join(STYLE.findall(path.read_text(encoding="utf-8")))
        if SELECTORS.search(rules):
            found[path.name] = rules
    return found


def parts(text: str, between: str) -> list[str]:
    """A text cut at these characters, where they stand in no brackets."""
    cut, depth = [""], 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        if depth == 0 and letter in between:
            cut.append("")
        else:
            cut[-1] += letter
    return [part.strip() for part in cut if part.strip()]


def selectors(rules: str) -> Iterator[list[str]]:
    """Each selector of some rules, as the elements it names from the outermost to its own."""
    for head in SELECTORS.findall(COMMENT.sub("", rules)):
        if not head.strip().startswith("@"):
            for selector in parts(head, ","):
                yield parts(selector, " \n>+~")


@pytest.fixture(params=sorted(sheets().items()), ids=lambda sheet: sheet[0])
def named(request: pytest.FixtureRequest) -> list[list[str]]:
    """The selectors of a sheet."""
    found = list(selectors(request.param[1]))
    assert found
    return found


def test_no_rule_asks_what_is_somewhere_on_the_page(named: list[list[str]]) -> None:
    """Each node that comes or goes would have everything under ``body`` styled anew."""
    assert [one for one in named if any(EVERYTHING.match(part) and ":has(" in part for part in one)] == []


def test_no_rule_asks_every_element_what_is_in_it(named: list[list[str]]) -> None:
    """``x > :has(y)`` is tried on each element of a page; ``x > .kind:has(y)`` on those of a kind."""
    assert [one for one in named if any(part.startswith(":has(") for part in one)] == []


def test_a_class_by_a_part_of_its_name_holds_for_named_elements(named: list[list[str]]) -> None:
    """Under ``[class*=x] *`` everything in an element is styled anew whenever one of its classes changes."""
    assert [one for one in named if one[-1] == "*" and any("[class" in part for part in one[:-1])] == []


def test_the_rules_are_read_as_they_are_meant() -> None:
    rules = "/* a { */ @media (x) { body:has(p, b) > i, :is(a, b) *{ c: d; } } e > :has(> .f) { g: h }"
    assert list(selectors(rules)) == [["body:has(p, b)", "i"], [":is(a, b)", "*"], ["e", ":has(> .f)"]]


def test_there_are_sheets_of_both_kinds() -> None:
    assert {"base.css", "kort.css", "opening.html", "first_picture.html"} <= sheets().keys()
