"""Finished parts: the same question is answered once, another one anew, and no more are kept than said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.ui.frame import finished as kept
from sikkerby_geo.ui.frame.finished import finished, weight_of
from sikkerby_geo.views.base.sheet import Prose


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "_kept", type(kept._kept)())
    monkeypatch.setattr(kept, "_weight", 0)


def test_the_same_question_is_answered_once_and_each_other_one_anew(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def part(atlas: Atlas, name: str) -> str:
        asked.append(name)
        return f"{name} {atlas.version}"

    def other(atlas: Atlas, name: str) -> str:
        return "other"

    assert [finished(part, atlas, "a"), finished(part, atlas, "a")] == [f"a {atlas.version}"] * 2
    assert asked == ["a"]
    assert finished(other, atlas, "a") == "other"
    newer = replace(atlas, version="newer")
    assert finished(part, newer, "a") == "a newer"
    finished(part, atlas.under(CLEAR_UNDER["equal_split"]), "a")
    monkeypatch.setattr(kept, "today", lambda: date(2099, 1, 1))
    finished(part, atlas, "a")
    assert asked == ["a"] * 4


def test_what_fails_is_asked_again(atlas: Atlas) -> None:
    tries = []

    def part(atlas: Atlas) -> str:
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("once")
        return "well"

    with pytest.raises(ValueError, match="once"):
        finished(part, atlas)
    assert finished(part, atlas) == "well"


def test_those_asked_for_longest_ago_go_first(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 2)

    def part(atlas: Atlas, number: int) -> int:
        return number

    for number in (1, 2, 1, 3):
        finished(part, atlas, number)
    assert [asked for *_, (asked,) in kept._kept] == [1, 3]


def test_heavy_parts_leave_room_for_fewer_and_one_too_heavy_is_not_kept(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "MOST_BYTES", 5_000)

    def part(atlas: Atlas, size: int) -> tuple[str, ...]:
        return ("x" * size,)

    for size in (2_000, 2_001, 2_002, 6_000):
        assert finished(part, atlas, size) == ("x" * size,)
    assert [asked for *_, (asked,) in kept._kept] == [2_001, 2_002]
    assert kept._weight == sum(weight for _, weight in kept._kept.values()) <= 5_000


def test_weight_counts_what_a_part_holds() -> None:
    text = "x" * 10_000
    assert all(
        10_000 < weight_of(part) < 12_000 for part in (text, (text,), [text], {"a": text}, Prose(paragraphs=(text,)))
    )
