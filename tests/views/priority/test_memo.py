"""The decision memo: one tagged page for any area, with what it rests on, and the reader's words as they are."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.priority import SEED
from sikkerby_geo.views.priority.ask import Answer
from sikkerby_geo.views.priority.memo import LONGEST_AUTHOR, LONGEST_DECISION, Memo, memo_pdf

PRINTED = date(2025, 11, 22)
MARKUP = r"#strong[A] *b* $x$ <d> @e `f` // g = #import <script>alert(1)</script>"


def opened(atlas: Atlas, answer: Answer, memo: Memo) -> PdfReader:
    return PdfReader(io.BytesIO(memo_pdf(atlas, answer, memo, printed=PRINTED)))


def words_of(reader: PdfReader) -> str:
    return "".join(reader.pages[0].extract_text().replace("\u2011", "-").split()).replace("\u00a0", "")


def test_the_first_the_last_and_one_of_many_reasons_fit_one_tagged_page(
    atlas: Atlas, answer: Answer, answer_2020: Answer
) -> None:
    longest = "Vi vil gøre noget her. " * 40
    for ranked in (answer, answer_2020):
        for row in (*ranked.rows[:3], ranked.rows[-1]):
            reader = opened(atlas, ranked, Memo(row.place_id, longest[:LONGEST_DECISION], "W" * LONGEST_AUTHOR))
            root = reader.trailer["/Root"]
            assert len(reader.pages) == 1, row.place_id
            assert root["/MarkInfo"]["/Marked"]
            assert root["/Lang"].startswith("da")
            assert "pdfuaid:part" in root["/Metadata"].get_data().decode()


def test_it_says_choice_reasons_doubt_weights_seed_and_data(atlas: Atlas, answer: Answer) -> None:
    text = words_of(opened(atlas, answer, Memo("dalum", "Vi begynder ved torvet.", "Team Sikker By")))
    for wanted in (
        "Dalum: plads 2 af 13",
        "Vi begynder ved torvet.",
        "Team Sikker By",
        "klart fald på 9 procentpoint",
        "mellem plads 1 og 4",
        "Med vægte ændret op til halvdelen",
        "nabolaget 40 %",
        f"Startværdi {SEED.value}, 10.000 gentagelser",
        f"Data {atlas.version[:12]}",
        "Et signal, ikke en årsag.",
        "Udskrevet 22. november 2025",
    ):
        assert "".join(wanted.split()).replace("\u00a0", "") in text, wanted
    for row in answer.rows:
        assert "".join(atlas.places[row.place_id].name.split()) in text


def test_a_figure_that_may_be_a_misprint_says_so(atlas: Atlas, answer: Answer) -> None:
    note = answer.rows[answer.index("engvang")].evidence.level.note
    assert "trykfejl" in note
    assert "".join(note.split()) in words_of(opened(atlas, answer, Memo("engvang")))


def test_longer_words_are_cut_where_the_page_has_room_for_them(atlas: Atlas, answer: Answer) -> None:
    typed = ("ord " * LONGEST_DECISION)[: LONGEST_DECISION - 4] + " sidst og for meget"
    text = words_of(opened(atlas, answer, Memo("dalum", typed)))
    assert "sid" in text
    assert "formeget" not in text


def test_without_words_there_is_room_to_write(atlas: Atlas, answer: Answer) -> None:
    assert "Skrivesher:" in words_of(opened(atlas, answer, Memo("dalum")))


@pytest.mark.parametrize("field", ["decision", "author"])
def test_the_readers_words_are_never_markup(atlas: Atlas, answer: Answer, field: str) -> None:
    typed = MARKUP[:LONGEST_AUTHOR] if field == "author" else MARKUP
    text = words_of(opened(atlas, answer, Memo("dalum", **{field: typed})))
    assert "".join(typed.split()) in text


def test_the_same_memo_is_the_same_bytes(atlas: Atlas, answer: Answer) -> None:
    memo = Memo("dalum", "Ja")
    first = memo_pdf(atlas, answer, memo, printed=PRINTED)
    assert memo_pdf(atlas, answer, memo, printed=PRINTED) == first
