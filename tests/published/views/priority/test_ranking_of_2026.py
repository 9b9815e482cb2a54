"""The ranking of 2026: as it is written down in docs, in its own words, and on one page for every area."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.priority import PART_IDS, PRESETS
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.text import t
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.memo import LONGEST_AUTHOR, LONGEST_DECISION, Memo, memo_pdf
from sikkerby_geo.views.priority.priority_words import part_words, says, span
from tests.views.asking import danish


@pytest.fixture(scope="module")
def answer(atlas: Atlas) -> Answer:
    """The ranking of 2026 with the usual weights."""
    return answered(atlas, Ask("safe", 2026))


def rows_written() -> list[str]:
    text = (ROOT / "docs" / "ranking-2026.md").read_text(encoding="utf-8")
    return [
        line for line in text.splitlines() if line.startswith("| ") and not line.startswith(("| Rank", "| Weights"))
    ]


def test_every_row_with_balanced_weights_is_as_written(atlas: Atlas, answer: Answer) -> None:
    expected = []
    for row in answer.rows:
        low, high = (f"{end:.0f}" for end in row.score_noise)
        cells = (row.rank, atlas.places[row.place_id].name, f"{row.score:.0f}", f"{low}–{high}")
        expected.append("| " + " | ".join(map(str, (*cells, span(row.noise), span(row.weights)))) + " |")
    assert rows_written()[: len(expected)] == expected


@pytest.mark.parametrize(
    "preset", [preset for preset in PRESETS if not preset.weights["uncovered"]], ids=lambda preset: preset.preset_id
)
def test_the_first_five_of_a_preset_are_as_written(atlas: Atlas, preset) -> None:
    """Presets that weigh land without efforts follow the record of efforts, which grows: theirs is a snapshot."""
    answer = answered(atlas, Ask("safe", 2026, tuple(preset.weights[part] for part in PART_IDS)))
    first = ", ".join(f"{atlas.places[row.place_id].name} ({span(row.noise)})" for row in answer.rows[:5])
    assert f"| {t(f'reason.preset_name.{preset.preset_id}')} | {first} |" in rows_written()


def test_2026_points_to_christianshavn_or_broenshoej_husum(atlas: Atlas, answer: Answer) -> None:
    headline = says(atlas, answer)
    assert headline.title == danish(
        "I 2026 peger tallene først på Christianshavn, men Brønshøj=Husum kan også ligge først: forskellen er inden "
        "for usikkerheden."
    )
    assert "Tallene for 2025 og 2026 er gengivet af andre; rapporterne er ikke læst." in headline.certainty


def test_with_the_figures_of_2025_the_first_of_2026_is_the_sixth(answer: Answer) -> None:
    assert answer.earlier is not None
    assert (answer.earlier.year, answer.earlier.lacking) == (2025, ("worsening",))
    assert [answer.earlier.ranks[row.place_id] for row in answer.rows[:4]] == [6, 2, 1, 3]


def test_2025_had_no_sure_first_place(atlas: Atlas) -> None:
    title = says(atlas, answered(atlas, Ask("safe", 2025))).title
    assert title.startswith(danish("I 2025 peger tallene først på Bispebjerg, men Brønshøj=Husum"))
    assert "inden for usikkerheden" in title


def test_a_fall_is_told_as_measured_and_a_possible_misprint_counts_as_none(answer: Answer) -> None:
    words = {row.place_id: part_words(answer, row.evidence, "worsening") for row in answer.rows}
    assert [place for place, said in words.items() if said.startswith("klart fald")] == ["christianshavn"]
    assert words["christianshavn"] == "klart fald på 15 procentpoint siden 2025 (tæller som 6,3)"
    assert words["kgs-enghave"] == "muligt fald på 8 procentpoint siden 2025 (tæller som 4,6)"
    assert words["broenshoej-husum"] == "fald på 5 procentpoint siden 2025, ikke klart (tæller som 2,4)"
    assert words["bispebjerg"] == "intet fald siden 2025"
    assert words["valby"] == "ændringen siden 2025 er ikke regnet med, fordi tallet kan være en trykfejl"


def test_visitors_are_named_where_the_rate_misleads(answer: Answer) -> None:
    warned = {row.place_id for row in answer.rows if "besøgende" in part_words(answer, row.evidence, "crime")}
    assert warned == {"indre-by", "vesterbro"}


def test_every_areas_memo_fits_its_pages_with_the_longest_words(atlas: Atlas, answer: Answer) -> None:
    longest = ("Vi vil gøre noget her. " * 40)[:LONGEST_DECISION]
    for row in answer.rows:
        document = memo_pdf(
            atlas, answer, Memo(row.place_id, longest, "W" * LONGEST_AUTHOR), printed=date(2026, 11, 22)
        )
        assert len(PdfReader(io.BytesIO(document)).pages) == 2, row.place_id
