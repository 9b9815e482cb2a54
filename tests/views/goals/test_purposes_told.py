"""Principles and indsatsområder on Mål: what is demanded, the way to the goals, and every row with its source."""

from __future__ import annotations

from dataclasses import replace

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.goals.purposes import PurposeKind, purposes
from sikkerby_geo.views.goals.purposes import purpose_view


def test_every_row_stands_in_a_table_with_its_source(atlas):
    view = purpose_view(atlas)
    shown = [row["name"].text for _, sheet in view.tables for row in sheet.rows]
    assert len(shown) == len(purposes(atlas)) == 5
    assert "1. Samarbejde" in shown
    assert "Mindst ét" in shown
    assert all(row["source"].text for _, sheet in view.tables for row in sheet.rows)


def test_the_way_runs_from_hypothesis_over_indicators_to_goals_and_says_where_there_is_none(atlas):
    youth, streets = purpose_view(atlas).ways
    assert youth.name == "1. Unge på vej"
    assert youth.boxes == (
        ("Hypotese", ("Støtte giver færre sigtelser.",)),
        ("Indikatorer", ("Unge i job", "Unge i klub")),
        ("Mål", ("Unge, der er sigtet",)),
    )
    assert [words for _, words in streets.boxes] == [("Lys giver tryghed.",), ("ingen fundet",), ("ingen fundet",)]


def test_the_picture_is_words_in_order_and_the_heading_counts(atlas):
    view = purpose_view(atlas)
    assert view.heading == "Ét princip og to indsatsområder: hvad programmerne selv siger, de vil"
    assert view.demands == ("Mindst ét: En indsats ventes at støtte mindst ét princip.",)
    html = view.ways_html
    assert html.index("Støtte giver færre sigtelser.") < html.index("Unge i klub") < html.index("Unge, der er sigtet")


def test_without_the_table_the_section_says_only_its_name(snapshot, atlas):
    tables = {name: frame for name, frame in snapshot.tables.items() if name != "principles"}
    view = purpose_view(build_atlas(replace(snapshot, tables=tables), "broken", atlas))
    assert (view.heading, view.ways, view.tables) == ("Principper og indsatsområder", (), ())
    assert list(PurposeKind) == ["principle", "requirement", "focus_area", "effect_goal"]
