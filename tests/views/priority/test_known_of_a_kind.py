"""Known efforts of one kind as a part of the ranking: counted, weighed only where asked, with its caveat."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.record import COUNTED, effort_record
from sikkerby_geo.facts.efforts import KIND, PLACED_KINDS
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.files import reading_notes, records
from sikkerby_geo.views.priority.listing import list_html, list_rows
from sikkerby_geo.views.priority.priority_words import part_words

CAVEAT = "listen er, hvad vi har fundet, ikke alt, der er gjort"


@pytest.fixture(scope="module")
def lit(atlas: Atlas) -> Answer:
    """The ranking of 2025 with the known lighting of each area beside it, without weight."""
    return answered(atlas, Ask("safe", 2025, kind_id="lighting"))


def test_it_counts_the_known_efforts_of_the_kind_and_no_other(atlas: Atlas, lit: Answer) -> None:
    year = lit.found.years["known"]
    counts = {}
    for row in lit.rows:
        record = effort_record(atlas, atlas.places[row.place_id], year)
        kinds = [effort.kind.kind_id for standing in COUNTED for effort in record.by_standing[standing]]
        counts[row.place_id] = kinds.count("lighting")
        assert row.evidence.raw["known"] == counts[row.place_id]
    assert len(set(counts.values())) > 1
    most = max(counts, key=counts.get)
    assert next(row for row in lit.rows if row.place_id == most).needs["known"] < 100


def test_without_weight_it_moves_nothing_and_with_weight_it_does(atlas: Atlas, answer: Answer, lit: Answer) -> None:
    assert [(row.place_id, row.score) for row in lit.rows] == [(row.place_id, row.score) for row in answer.rows]
    alone = answered(atlas, Ask("safe", 2025, (0, 0, 0, 0, 0, 100), "lighting"))
    assert alone.rows[0].evidence.raw["known"] == 0
    assert alone.rows[-1].evidence.raw["known"] == max(row.evidence.raw["known"] for row in alone.rows)


def test_without_a_kind_there_is_no_column(atlas: Atlas, answer: Answer, lit: Answer) -> None:
    assert "known" not in answer.parts
    assert "Kendte af slagsen" not in list_html(atlas, answer, None)
    assert not [name for name in records(atlas, answer)[0] if name.startswith("Kendte af slagsen")]
    assert records(atlas, lit)[0]["Kendte af slagsen, enhed"] == "kendte indsatser"


def test_the_column_tells_the_count_and_the_caveat_goes_along(atlas: Atlas, lit: Answer) -> None:
    html = list_html(atlas, lit, None)
    assert CAVEAT in html
    assert "belysning, 2024" in html
    said = {row.place_id: row.parts[-1].said for row in list_rows(atlas, lit)}
    words = {0: "ingen kendt", 1: "1 kendt", 2: "2 kendte", 3: "3 kendte"}
    assert said == {row.place_id: words[row.evidence.raw["known"]] for row in lit.rows}
    assert any(CAVEAT in note for note in reading_notes(atlas, lit))


def test_kinds_that_cannot_be_known_of_an_area_are_not_offered() -> None:
    assert KIND["lighting"] in PLACED_KINDS
    assert KIND["proposal_2010"] not in PLACED_KINDS
    assert not [kind for kind in PLACED_KINDS if kind.loose]


@pytest.mark.parametrize(
    ("count", "words"), [(0, "ingen kendt indsats"), (1, "1 kendt indsats"), (2, "2 kendte indsatser")]
)
def test_the_reason_counts_in_the_right_form(lit: Answer, count: int, words: str) -> None:
    item = replace(lit.rows[0].evidence, raw={**lit.rows[0].evidence.raw, "known": float(count)})
    assert part_words(lit, item, "known") == f"{words} af slagsen belysning (til og med 2024)"
