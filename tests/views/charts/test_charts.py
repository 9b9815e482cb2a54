"""Every kind of chart is one object: a picture Altair would have made, a table, a CSV and a PNG that agree."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import pytest
from PIL import Image

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.effect.question import Question
from sikkerby_geo.domain.effect.results import effort_results
from sikkerby_geo.domain.effect.study import study
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.rules import RULES
from sikkerby_geo.text import t
from sikkerby_geo.views.charts.card import MARGIN, TITLE, ChartCard
from sikkerby_geo.views.charts.crime_strip import crime_strip_card
from sikkerby_geo.views.charts.effort_timeline import timeline_card
from sikkerby_geo.views.charts.level_trend import level_trend_card
from sikkerby_geo.views.charts.rule_matrix import rule_matrix_card
from sikkerby_geo.views.charts.trend import trend_card
from sikkerby_geo.views.effect.course_chart import course_card
from sikkerby_geo.views.effect.evidence import evidence_of
from sikkerby_geo.views.effect.evidence_chart import evidence_card
from sikkerby_geo.views.effect.placebo_chart import placebo_card
from tests.views.asking import choose

HOUSING = Question(("moellehoej",), 2018, 2022, "insecure_neighbourhood", ("h-moellehoej",))
KINDS: dict[str, Callable[[Atlas], ChartCard]] = {
    "one course": lambda atlas: trend_card(atlas, "insecure_neighbourhood", [atlas.places["moellehoej"]]),
    "five courses": lambda atlas: trend_card(
        atlas, "insecure_neighbourhood", atlas.places.at(Level.SURVEY_AREA)[:5], atlas.years
    ),
    "the city": lambda atlas: trend_card(atlas, "safe_evening", []),
    "strip": lambda atlas: crime_strip_card(atlas, "violence", 2024, Level.SURVEY_AREA, atlas.places["havnen"]),
    "timeline": lambda atlas: timeline_card(atlas, atlas.places["ydre-lund"], atlas.years),
    "empty timeline": lambda atlas: timeline_card(atlas, atlas.places["oeen"], atlas.years),
    "matrix": lambda atlas: rule_matrix_card(atlas, RULES[0], Level.SURVEY_AREA),
    "before and after": lambda atlas: course_card(atlas, study(atlas, HOUSING)),
    "placebos": lambda atlas: placebo_card(atlas, study(atlas, HOUSING)),
    "efforts": lambda atlas: evidence_card(evidence_of(atlas, HOUSING.outcome, effort_results(atlas, HOUSING.outcome))),
    "cells": lambda atlas: level_trend_card(atlas, choose(2019), 2018),
}


def names_of(spec: Mapping) -> list[str]:
    return [layer["name"] for layer in spec["layer"]]


@pytest.fixture(scope="module", params=KINDS, ids=list(KINDS))
def card(request: pytest.FixtureRequest, atlas: Atlas) -> ChartCard:
    return KINDS[request.param](atlas)


def test_altair_takes_the_picture_for_one_of_its_own(card: ChartCard) -> None:
    """One layer of each look; the narrow picture only where it is made of other layers than the wide one."""
    specs = [card.spec]
    if card.narrow and names_of(card.narrow) != names_of(card.spec):
        specs.append(card.narrow)
    for spec in specs:
        looks = {json.dumps([layer["mark"], layer["encoding"]]): layer for layer in spec["layer"]}
        chart = alt.LayerChart.from_dict({**spec, "layer": list(looks.values())})
        assert len(chart.layer) == len(looks)


def test_layers_have_names_of_their_own(card: ChartCard) -> None:
    names = names_of(card.spec)
    assert len(names) == len(set(names))


def test_the_picture_is_one_svg_with_its_sentence_for_screen_readers(card: ChartCard) -> None:
    for narrow in (False, True):
        root = ElementTree.fromstring(card.picture(narrow=narrow))
        assert root.tag.endswith("svg")
        assert root.get("role") == "img"
        assert root.get("aria-label") == card.label
        assert not [node for node in root.iter() if node.tag.endswith("script")]
        assert not [node for node in root.iter() if node is not root and node.get("role")]


def test_the_picture_fits_its_frame(card: ChartCard) -> None:
    root = ElementTree.fromstring(card.picture())
    assert float(root.get("width")) == pytest.approx(card.width, abs=1)


def test_a_picture_that_stands_alone_says_everything(card: ChartCard) -> None:
    words = " ".join("".join(node.itertext()) for node in ElementTree.fromstring(card.standalone()).iter())
    for text in filter(None, (card.title, card.subtitle, card.source, t("chart.attribution"), *card.notes)):
        assert all(word in words for word in text.split(" "))


@pytest.mark.parametrize("kind", ["one course", "cells"])
def test_the_png_is_a_picture_twice_the_size_with_its_sentence_on_it(atlas: Atlas, kind: str) -> None:
    card = KINDS[kind](atlas)
    image = Image.open(io.BytesIO(card.png()))
    assert image.format == "PNG"
    assert image.width >= 2 * card.width
    title = image.convert("L").crop((0, 2 * MARGIN, image.width, 2 * (MARGIN + TITLE + 4)))
    assert title.getextrema()[0] < 60


def test_the_csv_holds_the_rows_of_the_table(card: ChartCard) -> None:
    text = card.csv().decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == list(card.numbers[0] if card.numbers else card.table.columns)
    assert len(rows) == len(card.table) + 1


def test_the_table_on_screen_has_the_rows_of_the_twin(card: ChartCard) -> None:
    sheet = card.sheet()
    assert len(sheet.rows) == len(card.table)
    assert [column.label for column in sheet.columns] == list(card.table.columns)


def test_sentences_have_no_hole_and_no_stray_number(card: ChartCard) -> None:
    for text in (card.title, card.subtitle, card.source, *card.notes):
        assert "{" not in text
        assert "None" not in text
        assert "nan" not in text.lower().split()


def test_a_hostile_name_stays_text_in_picture_table_and_file(atlas: Atlas) -> None:
    card = KINDS["one course"](atlas)
    hostile = replace(
        card,
        title='<script>alert("x")</script>',
        table=pd.DataFrame({t("twin.place"): ["=cmd()"], t("twin.note"): ["<b>"]}),
    )
    assert "<script>" not in hostile.picture()
    assert "<script>" not in hostile.standalone()
    assert "<b>" not in hostile.sheet().html
    assert b"'=cmd()" in hostile.csv()


def test_numbers_in_the_table_are_danish_and_years_are_years() -> None:
    frame = pd.DataFrame({t("twin.year"): [2017], t("twin.percent"): [6.4], t("twin.answers"): [3041.0]})
    card = ChartCard("x", "", "", {}, None, frame, "")
    (row,) = card.sheet().rows
    assert [entry.text for entry in row.values()] == ["2017", "6,4", "3.041"]
