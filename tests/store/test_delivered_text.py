"""Texts of every dialect: encoding, delimiter, quote and the row of heads, on files made in all of them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sikkerby_geo.facts.delivery_kinds import DELIVERY_KIND
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.store.intake.decoding import decode
from sikkerby_geo.store.intake.dialect import dialect_of, lines_of
from sikkerby_geo.store.intake.opening import open_file
from sikkerby_geo.store.intake.tables import table_of
from tests.cases.lookalikes import Lookalike, lookalikes

SURVEY = DELIVERY_KIND["survey"]


def unified(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    return [tuple(field.replace("\r\n", "\n").replace("\r", "\n").strip() for field in row) for row in rows]


def read_of(file: Lookalike) -> tuple[bool, list[tuple[str, ...]], int]:
    """A look-alike as read: whether anything is asked or faulty, its rows, heads first, and the line of the heads."""
    opened = open_file(file.content)
    if not opened.grids:
        return True, [], 0
    table = table_of(opened.grids[0], SURVEY, Recipe())
    heads = next((row for row in opened.grids[0].rows if row.number == table.head_row), None)
    rows = [tuple(map(str, row.cells)) for row in (heads, *table.rows) if row is not None]
    return bool(opened.questions or opened.faults or table.faults), rows, table.head_row


def test_look_alikes_are_read_right_or_asked_about_and_none_is_read_wrong_in_silence() -> None:
    right, asked, wrong = 0, [], []
    files = list(lookalikes())
    assert len(files) >= 100
    for file in files:
        told, rows, head_line = read_of(file)
        if unified(rows) == unified(list(file.rows)) and head_line == file.head_line:
            right += 1
        elif told:
            asked.append(file.name)
        else:
            wrong.append(file.name)
    assert wrong == []
    assert right >= 0.97 * len(files), asked


WORDS = "Område;År\nBrønshøj-Husum;1\nØsterbro;2\nVanløse;3 – «x»\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_is_known_by_its_content(encoding: str) -> None:
    if encoding == "utf-32":
        assert decode(WORDS.encode(encoding)).text == WORDS
        return
    found = decode(WORDS.encode(encoding))
    assert (found.text, found.fault, found.doubt) == (WORDS, "", ())


@pytest.mark.parametrize("encoding", ["latin-1", "cp865", "cp850", "mac_roman"])
def test_old_encodings_are_known_where_only_danish_letters_stand(encoding: str) -> None:
    plain = WORDS.split("Vanløse")[0]
    assert decode(plain.encode(encoding)).text == plain


def test_letters_that_went_through_a_wrong_encoding_are_mended_and_told() -> None:
    twice = WORDS.replace("–", "-").encode().decode("cp1252", errors="ignore").encode()
    found = decode(twice)
    assert found.mended
    assert "Brønshøj-Husum" in found.text


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("Brønshøj".encode() + b";\xf8\n", "mixed_encoding"),
        (b"\xff\xfe\x00", "broken_encoding"),
        (b"a\x00b\x00\x00c;1", "not_text"),
        (b"Br\x90nsh\x8fj;1\n", "unknown_encoding"),
    ],
)
def test_what_is_in_no_encoding_is_a_fault(content: bytes, fault: str) -> None:
    assert decode(content).fault == fault


@given(
    st.text(st.characters(codec="cp1252", exclude_categories=("Cc", "Cs")), max_size=60),
    st.sampled_from(("utf-8", "utf-16", "cp1252")),
)
@settings(max_examples=100)
def test_a_text_is_read_as_it_was_or_not_at_all(text: str, encoding: str) -> None:
    found = decode(text.encode(encoding))
    if not (found.fault or found.doubt or found.mended):
        assert found.text == text


@given(st.binary(max_size=80))
@settings(max_examples=150)
def test_no_bytes_stop_the_reader(content: bytes) -> None:
    opened = open_file(content)
    assert opened.faults or opened.grids


FIELDS = st.text(st.sampled_from("abcæøå 019.,;\"'\n-%"), max_size=8)


@given(st.lists(st.tuples(FIELDS, FIELDS, FIELDS), min_size=2, max_size=6), st.sampled_from(";,\t|"))
@settings(max_examples=100)
def test_quoted_rows_are_read_back(rows: list[tuple[str, str, str]], delimiter: str) -> None:
    """With every field quoted there is one right reading; a doubt is as good, another reading is not."""
    text = "".join(delimiter.join('"' + field.replace('"', '""') + '"' for field in row) + "\n" for row in rows)
    found = dialect_of(text)
    if not found.doubt:
        assert [line.fields for line in lines_of(text, found)] == rows


def test_a_delimiter_two_readings_have_in_common_is_asked_about() -> None:
    opened = open_file(b"a,b;c\nd,e;f\n")
    assert [question.key for question in opened.questions] == ["delimiter"]
    chosen = open_file(b"a,b;c\nd,e;f\n", Recipe(answers={"delimiter": ","}))
    assert not chosen.questions
    assert chosen.grids[0].rows[0].cells == ("a", "b;c")


def test_the_line_excel_writes_for_itself_is_obeyed() -> None:
    opened = open_file("sep=|\nOmråde|År\nÅby|2025\n".encode())
    assert [(row.number, row.cells) for row in opened.grids[0].rows] == [(2, ("Område", "År")), (3, ("Åby", "2025"))]


def test_a_row_is_numbered_by_the_line_it_begins_on() -> None:
    opened = open_file('Område;Note\nÅby;"to\nlinjer"\n\nØen;x\n'.encode())
    assert [row.number for row in opened.grids[0].rows if row.filled] == [1, 2, 5]
