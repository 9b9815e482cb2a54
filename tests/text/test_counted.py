"""Singular and plural: every text that counts says 0, 1 and 2 rightly, and none has a fixed plural after a count."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from sikkerby_geo import text
from sikkerby_geo.text import count_of, form_of, keys, t
from tests.text.test_text_keys import TEXTS, fields_of

NOUNS = keys("noun")
COUNTED = {key: written for key, written in TEXTS.items() if re.search(r"\{\w+:", written)}
PLURALS = {t(f"noun.{noun}.many") for noun in NOUNS} - {t(f"noun.{noun}.one") for noun in NOUNS}
"""Every plural that is not also a singular."""
SINGULARS = {t(f"noun.{noun}.one") for noun in NOUNS}
FIXED = re.compile(
    r"\{\w+\}[ \u00a0](?:[a-zæøå]+[ \u00a0])?(" + "|".join(sorted(PLURALS, key=len, reverse=True)) + r")\b"
)
"""A bare placeholder with a plural after it, or one word between."""


@pytest.mark.parametrize(
    ("count", "noun", "words", "written"),
    [
        (0, "effort", "", "0 indsatser"),
        (1, "effort", "", "1 indsats"),
        (2, "effort", "", "2 indsatser"),
        (1300, "effort", "", "1.300 indsatser"),
        ("1", "report", "", "1 anmeldelse"),
        ("1,5", "time", "", "1,5 gange"),
        (1.0, "area", "", "1 område"),
        (0, "effort", "Words", "Ingen indsatser"),
        (1, "effort", "words", "én indsats"),
        (1, "area", "Words", "Ét område"),
        (4, "area", "words", "fire områder"),
        (1, "other", "one", "én anden"),
        (4, "other", "one", "4 andre"),
    ],
)
def test_a_count_stands_with_its_noun(count: object, noun: str, words: str, written: str) -> None:
    assert count_of(count, noun, words) == written


def test_a_word_goes_by_its_count() -> None:
    assert [form_of(count, "den", "de") for count in (0, 1, 2, "1", "1,0", "11")] == [
        "de",
        "den",
        "de",
        "den",
        "de",
        "de",
    ]


@pytest.mark.parametrize("key", COUNTED)
def test_every_text_that_counts_says_none_one_and_two_rightly(key: str) -> None:
    counted = dict(re.findall(r"\{(\w+):([^{}]*)\}", COUNTED[key]))
    others = dict.fromkeys(fields_of(COUNTED[key]) - counted.keys(), "x")
    for count in (0, 1, 2):
        said = t(key, **others, **dict.fromkeys(counted, count))
        for asked in counted.values():
            if asked.startswith("|"):
                _, one, many = asked.split("|")
                assert (one if count == 1 else many) in said
            else:
                noun, _, words = asked.partition(",")
                assert count_of(count, noun, words) in said
        assert not re.search(r"\b1 (?:" + "|".join(PLURALS - SINGULARS) + r")\b", said)


def test_no_text_has_a_fixed_plural_after_a_count() -> None:
    assert {key: written for key, written in TEXTS.items() if FIXED.search(written)} == {}


@pytest.mark.parametrize("written", ["{count} indsatser i alt", "{count} egne anmeldelser", "af {known} områder"])
def test_a_fixed_plural_is_found(written: str) -> None:
    assert FIXED.search(written)


def test_every_noun_is_counted_somewhere() -> None:
    path = Path(text.__file__).parent / "da" / "words.toml"
    assert set(tomllib.loads(path.read_text(encoding="utf-8"))["noun"]) == set(NOUNS)
    asked = {
        spec.partition(",")[0] for written in COUNTED.values() for spec in re.findall(r"\{\w+:([^{}|]*)\}", written)
    }
    assert asked == set(NOUNS)
