"""Scenario files as they come: unusual ones are read, broken ones get the true reason, none takes time or harms."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.domain.whatif.drawings import shape_of
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts.thresholds import MOST_NESTING, MOST_UPLOAD_BYTES
from sikkerby_geo.views.whatif.files import Loaded, load
from tests.cases import geojson as cases

SECONDS = 1.0
"""Processor time a file may take to be refused: it is a few milliseconds, and was seven seconds and more."""


def read(atlas, content: bytes, *, turn: bool = False) -> Loaded:
    return load(atlas, content, (), lambda drawing: scenario(atlas, drawing, date(2025, 1, 1)), turn=turn)


@pytest.mark.parametrize("document", cases.READ.values(), ids=cases.READ)
def test_a_legal_file_is_read_as_the_square_it_is(atlas, document):
    loaded = read(atlas, cases.written(document))
    assert loaded.faults == ()
    assert shape_of(atlas, loaded.kept[0].drawing).area == pytest.approx(cases.SIDE**2, rel=1e-3)


@pytest.mark.parametrize(("document", "words"), cases.REFUSED.values(), ids=cases.REFUSED)
def test_a_file_that_cannot_be_used_gets_the_true_reason_at_once(atlas, document, words):
    start = time.process_time()
    loaded = read(atlas, cases.written(document))
    assert time.process_time() - start < SECONDS
    assert loaded.kept == ()
    assert words in loaded.faults[0]
    loaded.faults[0].encode()
    assert not {"\u202e", "\x00"} & set(loaded.faults[0])
    assert read(atlas, cases.written(cases.collection())).faults == (), "a good file afterwards works"


@pytest.mark.parametrize(
    "content",
    [
        cases.nested(900),
        cases.nested(MOST_NESTING.value),
        b"[" * (MOST_UPLOAD_BYTES.value - 1),
        b'{"a":' * 150_000,
        b'["' + b'\\"' * 400_000,
        b'"' * 900_000,
        b"9" * 900_000,
    ],
    ids=["900 deep", "one too deep", "brackets", "braces", "a text without end", "quotes", "a number without end"],
)
def test_nesting_and_texts_without_end_are_a_fault_at_once(atlas, content):
    start = time.process_time()
    loaded = read(atlas, content)
    assert time.process_time() - start < SECONDS
    assert len(loaded.faults) == 1
    if content.startswith(b"{") or content.startswith(b"[["):
        assert f"{MOST_NESTING.value} lag" in loaded.faults[0]


def test_a_file_written_latitude_first_can_be_turned(atlas):
    content = cases.written(cases.REFUSED["latitude first"][0])
    loaded = read(atlas, content)
    assert loaded.swapped
    turned = read(atlas, content, turn=True)
    assert turned.faults == ()
    assert turned.kept == read(atlas, cases.written(cases.collection())).kept
    assert not read(atlas, b"{").swapped


@settings(max_examples=40)
@given(name=st.text(st.characters(codec=None), max_size=20), depth=st.integers(0, 40))
def test_any_name_at_any_depth_is_kept_or_refused_in_a_sentence_that_can_be_shown(atlas, name, depth):
    word: object = name
    for _ in range(depth):
        word = [word]
    loaded = read(atlas, json.dumps(cases.collection(cases.feature(navn=name, andet=word))).encode())
    assert bool(loaded.faults) != bool(loaded.kept)
    for text in (*loaded.faults, *loaded.messages, *(kept.name for kept in loaded.kept)):
        text.encode()
