"""Danish numbers, names and bounds, and the texts as a whole."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from sikkerby_geo import text
from sikkerby_geo.text import has, money, names, number, ordinal, percent, small, t, tight

TOPICS = sorted((Path(text.__file__).parent / "da").glob("*.toml"))
BANNED = re.compile(r"\b(farlig|værst|bedst|ghetto|signifikan|rød(?:t|e)?\b)\w*", re.IGNORECASE)
"""Words that judge a district, or that only a statistician reads right; inflected forms too."""


def danish(written: str) -> str:
    """Expected Danish as typed here: ``~`` stands for a no-break space, so that the eye can tell it."""
    return written.replace("~", "\u00a0")


def texts_of(node: object, at: str = "") -> dict[str, str]:
    if isinstance(node, str):
        return {at: node}
    return {key: value for name, child in node.items() for key, value in texts_of(child, f"{at}.{name}").items()}


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [(3041, 0, "3.041"), (6.4, 1, "6,4"), (0, 0, "0"), (1234567.891, 2, "1.234.567,89"), (234.23, 0, "234")],
)
def test_numbers_have_a_decimal_comma_and_a_thousands_dot(value: float, decimals: int, written: str) -> None:
    assert number(value, decimals) == written


@pytest.mark.parametrize(("value", "decimals", "written"), [(13, 0, "13~%"), (6.4, 1, "6,4~%"), (0, 0, "0~%")])
def test_a_percentage_does_not_part_from_its_sign(value: float, decimals: int, written: str) -> None:
    assert percent(value, decimals) == danish(written)


@pytest.mark.parametrize(
    ("kroner", "written"),
    [
        (67_500, "67.500~kr."),
        (999_999, "999.999~kr."),
        (1_000_000, "1~mio.~kr."),
        (1_500_000, "1,5~mio.~kr."),
        (30_000_000, "30~mio.~kr."),
    ],
)
def test_money(kroner: float, written: str) -> None:
    assert money(kroner) == danish(written)


@pytest.mark.parametrize(
    ("items", "most", "written"),
    [
        ([], None, ""),
        (["A"], None, "A"),
        (["A", "B"], None, "A og B"),
        (["A", "B", "C"], None, "A, B og C"),
        (list("ABCDE"), 5, "A, B, C, D og E"),
        (list("ABCDEF"), 5, "A, B, C, D, E og F"),
        (list("ABCDEFG"), 5, "A, B, C, D, E og 2 andre"),
    ],
)
def test_names_are_listed_in_danish_and_never_followed_by_one_other(
    items: list, most: int | None, written: str
) -> None:
    assert names(iter(items), most=most) == written


@pytest.mark.parametrize(("count", "written"), [(1, "første"), (3, "tredje"), (10, "tiende"), (11, "11."), (0, "0.")])
def test_ordinals_of_years(count: int, written: str) -> None:
    assert ordinal(count) == written


@pytest.mark.parametrize(("count", "written"), [(0, "nul"), (4, "fire"), (12, "tolv"), (13, "13"), (1300, "1.300")])
def test_small_counts_are_words(count: int, written: str) -> None:
    assert small(count) == written


def test_tight_text_cannot_break() -> None:
    assert tight("Brønshøj-Husum 13 %") == "Brønshøj\u2011Husum\u00a013\u00a0%"


def test_a_missing_text_is_an_error_and_not_a_blank() -> None:
    with pytest.raises(KeyError, match=re.escape("no.such.text")):
        t("no.such.text")
    with pytest.raises(KeyError, match="section"):
        t("bound")
    assert has("bound.over")
    assert not has("bound")
    assert not has("bound.over.more")


def test_no_two_files_share_a_section() -> None:
    sections = Counter(name for path in TOPICS for name in tomllib.loads(path.read_text(encoding="utf-8")))
    assert TOPICS
    assert [name for name, count in sections.items() if count > 1] == []


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_texts_are_plain_and_judge_no_district(path: Path) -> None:
    texts = texts_of(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    assert {key: text for key, text in texts.items() if BANNED.search(text)} == {}
    assert {key: text for key, text in texts.items() if text != text.strip()} == {}


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_quotes_are_danish(path: Path) -> None:
    texts = texts_of(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    assert {key: text for key, text in texts.items() if re.search(r'["“”„]', text)} == {}


def test_ten_per_cent_never_breaks_however_it_is_typed() -> None:
    assert t("rule.over_10_insecure.name") == danish("Over 10~% utrygge")
    assert t("rule.under_85_safe.flagged") == danish("under 85~% trygge")


@pytest.mark.parametrize("word", ["farlig", "farligste", "værst", "bedste", "ghettoer", "signifikant", "rød", "rødt"])
def test_the_banned_words_are_found_in_any_form(word: str) -> None:
    assert BANNED.search(f"Det er {word} her")


@pytest.mark.parametrize("word", ["rødder", "forbedst", "ikke klart"])
def test_other_words_are_left_alone(word: str) -> None:
    assert not BANNED.search(f"Det er {word} her")


CERTAIN = re.compile(r"\b(?:u?sikkert|u?sikre|u?sikker)\b", re.IGNORECASE)
"""Everyday Danish for *probably*, and here for *safe*: no words for how certain a figure is."""


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_certainty_is_never_told_with_the_words_for_safe(path: Path) -> None:
    texts = texts_of(tomllib.loads(path.read_text(encoding="utf-8")), path.stem)
    assert {key: text for key, text in texts.items() if CERTAIN.search(re.sub(r"Sikker Bys?\b", "", text))} == {}


@pytest.mark.parametrize("said", ["Sikkert over 10 %", "usikkert", "en sikker ændring", "de sikre"])
def test_the_words_for_safe_are_found_in_any_form(said: str) -> None:
    assert CERTAIN.search(said)
    assert not CERTAIN.search("Usikkerheden og sikkerheden")


MISREAD = {
    "somebody knows, we have not found it": r"ingen ved|intet kendt|kender vi (?:ikke )?svaret|svaret kendes ikke",
    "a figure is weighed, nobody is sentenced": r"\b(?:be)?døm(?:m|t|te|mes|mer|melse)?\b|\bafgjort\b|kan ikke afgøres",
    "beyond is what *over* says": r"intervallet går over",
    "who gave it on, and that the report was not read": r"læst i afskrift",
    "random answers are no survey": r"nye tilfældige svar|Bytter med",
    "invented words": r"rangspænd|behov over midten",
    "points are percentage points": r"\d?\{points\} point\b|\bStade\b",
    "a committee has a name of its own": r"\} Lokaludvalg",
    "a series by its short name": r"\(straffelov\)|\(borgervendt\)",
    "young people met in a case are not called a part of it": r"bandeadfærd|bandeunge|bandebørn",
    "defined words for crime are no others": r"\bvoldelig|kriminalitet mod personer",
    "what lies between two figures is no reason": r"hændelse\w*,? (?:\w+ )?(?:førte|forklarer|skyldes|er grunden til)",
    "two full stops": r"(?<![.»])\.\.(?!\.)",
}
"""Words and forms that were misread, by what is wrong with them."""


@pytest.mark.parametrize("wrong", MISREAD)
def test_words_that_were_misread_do_not_come_back(wrong: str) -> None:
    said = re.compile(MISREAD[wrong], re.IGNORECASE)
    texts = {key: text for path in TOPICS for key, text in texts_of(tomllib.loads(path.read_text("utf-8"))).items()}
    assert {key: text for key, text in texts.items() if said.search(text)} == {}


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("somebody knows, we have not found it", "Hvad ingen ved"),
        ("a figure is weighed, nobody is sentenced", "Et mål dømmes på tallet"),
        ("points are percentage points", "klart fald på {points} point siden"),
        ("young people met in a case are not called a part of it", "103 unge med bandeadfærd"),
        ("defined words for crime are no others", "sigtet for voldelig kriminalitet"),
        ("what lies between two figures is no reason", "den hændelse, der skyldes"),
        ("what lies between two figures is no reason", "Hændelsen førte til"),
        ("two full stops", "55.730 indbyggere.. Kilde"),
    ],
)
def test_words_that_were_misread_are_found(wrong: str, said: str) -> None:
    assert re.search(MISREAD[wrong], said, re.IGNORECASE)
