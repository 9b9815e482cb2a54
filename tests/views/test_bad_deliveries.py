"""Every bad file has its sentence: where, what is wrong, what is allowed and the likely cure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import sikkerby_geo.store.intake as intake
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND, DELIVERY_KINDS
from sikkerby_geo.facts.indicators import INDICATORS
from sikkerby_geo.store.intake.heads import role_of, subject_of
from sikkerby_geo.text import has, keys, t
from sikkerby_geo.views.own_data.intake_words import (
    GROUPS,
    choice_words,
    fault_rows,
    fault_sentence,
    grouped,
    question_sentence,
    remark_sentence,
)
from tests.cases.deliveries import BAD, GOOD, HEAD, around, row, taken


@pytest.mark.parametrize(("content", "kind", "words"), [one[1:] for one in BAD], ids=[one[0] for one in BAD])
def test_a_bad_file_says_what_is_wrong_with_it(content: str | bytes, kind: str, words: str) -> None:
    found = taken(content, kind)
    said = [fault_sentence(fault, DELIVERY_KIND[kind], around().places) for fault in found.faults]
    assert any(words.replace(" %", "\u00a0%") in one or words in one for one in said), said
    assert not found.ready


def test_there_are_bad_files_enough() -> None:
    assert len({content for _, content, _, _ in BAD}) >= 60


def test_every_fault_is_told_at_once_and_none_is_cut() -> None:
    bad = [f"Nowhere {n};2024;Utrygge i nabolaget;{100 + n};;" for n in range(1, 301)]
    found = taken(HEAD + GOOD + "\n".join(bad) + "\n")
    assert len(found.faults) == 600
    assert len(found.rows) == 1
    assert found.bad_rows == 300
    groups = grouped(found.faults, found.kind, around().places)
    assert [group.heading for group in groups] == ["Stedet: 300", "Tallet: 300"]
    assert len(fault_rows(found.faults, found.kind, around().places)) == 600


def test_good_rows_of_a_bad_file_stand_apart() -> None:
    found = taken(row("Nowhere"))
    assert found.good_rows_alone
    assert list(found.rows.area_id) == ["aaby"]


def test_of_two_rows_that_differ_neither_is_good() -> None:
    found = taken(HEAD + GOOD + GOOD.replace("12,4", "13"))
    assert found.rows.empty
    assert [fault.rows for fault in found.faults] == [(3,), (2,)]


def _kinds_in_code() -> Iterator[tuple[str, str]]:
    """(section, kind) of every fault, question, choice and remark the intake may make."""
    made = {"Fault": "fault", "Unreadable": "fault", "Remark": "remark", "Choice": "choice", "Question": "question"}
    at = {"Fault": 0, "Unreadable": 0, "Remark": 0, "Choice": 1, "Question": 1}
    for path in Path(intake.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in made:
                continue
            name = node.func.id  # type: ignore[attr-defined]
            given = node.args[at[name]] if len(node.args) > at[name] else None
            if isinstance(given, ast.Constant) and given.value not in ("blank_moment",):
                yield made[name], given.value


@pytest.mark.parametrize(("section", "kind"), sorted(set(_kinds_in_code())))
def test_whatever_an_intake_says_can_be_told(section: str, kind: str) -> None:
    if (section, kind) != ("fault", "not_asked"):
        assert has(f"intake.{section}.{kind}"), kind


@pytest.mark.parametrize("kind", keys("intake.fault"))
def test_a_sentence_is_whole_and_ends_in_its_own_stop(kind: str) -> None:
    said = t(f"intake.fault.{kind}", value="x", allowed="y", row=7, rows="3")
    assert "{" not in said
    assert not said.endswith(".")
    assert said[0].islower() or said[0] in "»æø"


def test_every_kind_that_is_grouped_has_a_sentence() -> None:
    assert [kind for kinds in GROUPS.values() for kind in kinds if not has(f"intake.fault.{kind}")] == []


def test_questions_choices_and_remarks_are_sentences() -> None:
    found = taken(HEAD + "Lund;2024;Trygge;0,81;;\nFrederiksberg;2024;Trygge;0,8;;\n")
    assert [question_sentence(one) for one in found.questions] == [
        "Hvilket sted er »Lund«? (række 2, kolonne »Område«)",
        "Står »0,81« for en andel af 1 eller for procent? (række 2, kolonne »Procent«)",
        "Hvad måler »trygge«? (række 2, kolonne »Mål«)",
    ]
    assert [choice_words(one).replace("\u00a0", " ") for one in found.questions[1].choices] == [
        "en andel: 81 %",
        "procent: 0,81 %",
    ]
    assert choice_words(found.questions[2].choices[0]) == t("indicator.safe_neighbourhood.name")
    assert [remark_sentence(one) for one in found.remarks] == [
        "Række 3, kolonne »Område«: »Frederiksberg« er ikke en del af kommunen; rækken er ikke læst."
    ]


@pytest.mark.parametrize("kind", DELIVERY_KINDS, ids=lambda kind: kind.kind_id)
def test_the_words_of_the_screen_are_known_in_files(kind) -> None:
    for field in kind.fields:
        role = role_of(field.heads[0], kind)
        assert role is not None
        assert role.field == field.name
    for indicator in INDICATORS:
        if indicator.column.own in dict(kind.subjects) and indicator.column.table == kind.table:
            words = re.sub(r" pr\. 1\.000 indbyggere$|, antal$", "", t(f"indicator.{indicator.indicator_id}.name"))
            assert subject_of(words, kind) == (indicator.column.own,), words
