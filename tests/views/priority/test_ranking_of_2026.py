"""The ranking written down in docs is the one the page shows."""

from __future__ import annotations

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.library import ROOT
from sikkerby_geo.facts.priority import PART_IDS, PRESETS
from sikkerby_geo.text import t
from sikkerby_geo.views.priority.ask import Answer, Ask, answered
from sikkerby_geo.views.priority.words import span


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


def test_the_first_five_of_every_preset_are_as_written(atlas: Atlas) -> None:
    expected = []
    for preset in PRESETS:
        answer = answered(atlas, Ask("safe", 2026, tuple(preset.weights[part] for part in PART_IDS)))
        first = ", ".join(f"{atlas.places[row.place_id].name} ({span(row.noise)})" for row in answer.rows[:5])
        expected.append(f"| {t(f'reason.preset_name.{preset.preset_id}')} | {first} |")
    assert rows_written()[-len(expected) :] == expected
