"""The decision memo: two tagged pages for any area, what it rests on, a map, and the reader's words as they are."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.priority.budget import Money
from sikkerby_geo.domain.whatif.drawings import circle, picked
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.efforts import KIND
from sikkerby_geo.facts.priority import SEED
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import t
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.chances import winner_words
from sikkerby_geo.views.priority.memo import LONGEST_AUTHOR, LONGEST_DECISION, Drawn, Memo, memo_pdf

PRINTED = date(2025, 11, 22)
MARKUP = r"#strong[A] *b* $x$ <d> @e `f` // g = #import <script>alert(1)</script>"


def opened(atlas: Atlas, answer: Answer, memo: Memo) -> PdfReader:
    return PdfReader(io.BytesIO(memo_pdf(atlas, answer, memo, printed=PRINTED)))


def words_of(reader: PdfReader) -> str:
    text = "".join(page.extract_text() for page in reader.pages)
    return "".join(text.replace("\u2011", "-").split()).replace("\u00a0", "")


def test_the_first_the_last_and_one_of_many_reasons_fit_one_tagged_page_before_the_map(
    atlas: Atlas, answer: Answer, answer_2020: Answer
) -> None:
    longest = "Vi vil gøre noget her. " * 40
    for ranked in (answer, answer_2020):
        for row in (*ranked.rows[:3], ranked.rows[-1]):
            reader = opened(atlas, ranked, Memo(row.place_id, longest[:LONGEST_DECISION], "W" * LONGEST_AUTHOR))
            root = reader.trailer["/Root"]
            assert len(reader.pages) == 2, row.place_id
            assert "Kortet:" in reader.pages[1].extract_text()
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
        "mellem plads {} og {}".format(*answer.rows[answer.index("dalum")].noise),
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


def test_the_first_is_told_as_picked_for_being_worst_and_the_condition_of_clear_stands_there(atlas: Atlas) -> None:
    judged = atlas.under(CLEAR_UNDER["by_population"])
    ranked = answered(judged, Ask("safe", 2025))
    first, second = (words_of(opened(judged, ranked, Memo(ranked.rows[index].place_id))) for index in (0, 1))
    picked = "".join(winner_words(judged, ranked).split()).replace("\u2011", "-").replace("\u00a0", "")
    assert picked
    assert picked in first
    assert picked not in second
    condition = "".join(t("clear.condition.by_population").split())
    assert condition in first
    assert condition in second


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


def test_the_second_page_carries_map_money_and_scenarios_with_their_numbers(atlas: Atlas, answer: Answer) -> None:
    name = "Alle de gader, der ligger omkring torvet og #let x = 1 [*]"
    kept = (Kept("A", name, circle((12.489, 55.675), 300), "toy"), Kept("B", "x", picked(atlas, "moellehoej"), "toy"))
    many = " · ".join(["Møllehøj: 3,55 km², 100 % af områdets land"] * 4)
    rows = tuple((f"Række {number}", many, f"felt {number}") for number in range(10))
    money = Money(KIND["lighting"], 200_000, 1_000, 2_000)
    reader = opened(atlas, answer, Memo("moellehoej", "", "", money, Drawn(kept, rows, "Prisen er indtastet.")))
    assert len(reader.pages) == 2
    text = "".join(reader.pages[1].extract_text().split()).replace("\u00a0", "")
    for wanted in (
        "Kortet: Møllehøj og scenarierne",
        "fås 100–200 meter gade (belysning)",
        "0,9 km navngivne gader",
        "de er ikke Sikker Bys tal",
        f"A: {name}",
        "felt 9",
        "Prisen er indtastet.",
        "Startværdi",
    ):
        assert "".join(wanted.split()) in text, wanted


def test_without_money_and_scenarios_the_second_page_says_so_and_names_no_price(atlas: Atlas, answer: Answer) -> None:
    text = " ".join(opened(atlas, answer, Memo("dalum")).pages[1].extract_text().split())
    assert "Kortet: Dalum" in text
    assert "Der er ikke skrevet et budget og en enhedspris." in text
    assert "Ingen scenarier er gemt." in text
    assert "kr." not in text


def test_the_place_with_the_figures_of_the_year_before_stands_in_the_memo(atlas: Atlas, answer: Answer) -> None:
    text = words_of(opened(atlas, answer, Memo("dalum")))
    rank = answer.earlier.ranks["dalum"]
    assert f"Medtallenefor2024villeområdetliggepåplads{rank}." in text
    assert "2024-tal" in text
