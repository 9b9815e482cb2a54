"""Rows for other programs: the numbers of the pages' own files, what is missing never nought, caveats in all."""

from __future__ import annotations

import io
from dataclasses import replace

import pandas as pd
import pyogrio
import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.domain.figures.observations import Caveat, MissingReason
from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.indicators import INDICATOR, INDICATORS
from sikkerby_geo.facts.rules import RULE, RULES
from sikkerby_geo.text import keys, t
from sikkerby_geo.views.api import codes, figures, ledger, places, register
from sikkerby_geo.views.api.rows import as_csv, as_geojson
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.figures import titles
from sikkerby_geo.views.base.measured import remarks
from sikkerby_geo.views.district.files import place_rows
from sikkerby_geo.views.efforts.entries import say
from sikkerby_geo.views.efforts.files import as_geojson as register_geojson
from sikkerby_geo.views.map.table import facts_rows

INSECURE = INDICATOR["insecure_neighbourhood"]
PAGE = {"year": "aar", "low": "lav", "high": "hoej", "bound_low": "graense_lav", "bound_high": "graense_hoej"}
PAGE |= {"answers": "svar", "basis": "svar_grundlag", "source": "kilder"}
"""Columns of the pages' files by their text in ``csv``, and what they are called here."""


def everything(atlas: Atlas) -> list[dict]:
    return [
        row for level in Level for row in figures.figure_rows(atlas, INDICATORS, (), [*atlas.places.at(level), CITY])
    ]


@pytest.mark.parametrize("level", Level)
def test_the_numbers_are_those_of_the_maps_file(atlas: Atlas, level: Level) -> None:
    page = facts_rows(atlas, Choice(2020, INSECURE.indicator_id, None, level))
    ours = figures.figure_rows(atlas, [INSECURE], (2020,), atlas.places.at(level))
    assert len(page) == len(ours) > 0
    for theirs, row in zip(page, ours, strict=True):
        same = {name: column for name, column in PAGE.items() if name != "source"}
        assert {name: theirs[t(f"csv.{name}")] for name in same} == {name: row[same[name]] for name in same}
        assert theirs[t("csv.percent")] == row["vaerdi"]
        assert theirs[t("csv.bound")] == row["graense"]


def test_the_numbers_are_those_of_the_places_file(atlas: Atlas) -> None:
    place = atlas.places["bakken"]
    theirs = {(line[t("csv.measure")], line[t("csv.year")]): line for line in place_rows(atlas, place)}
    for row in figures.figure_rows(atlas, INDICATORS, (), [place]):
        line = theirs.get((row["maal"], row["aar"]))
        if line is not None and row["enhed"] != "pr-1000":  # the file joins a rate with its count
            assert {name: line[t(f"csv.{name}")] for name in PAGE} == {name: row[PAGE[name]] for name in PAGE}
            assert line[t("csv.value")] == row["vaerdi"]


def test_every_row_says_what_it_knows_or_why_it_knows_nothing(atlas: Atlas) -> None:
    for row in everything(atlas):
        assert tuple(row) == figures.COLUMNS
        assert row["dataversion"] == atlas.version
        assert (row["vaerdi"] is None) == (row["mangler"] != "") == (row["mangler_tekst"] != "")
        if row["vaerdi"] is not None or row["graense"]:
            assert row["kilde_id"]
            assert row["tillid"] in (1, 2, 3, 4)
        if row["vaerdi"] is not None and row["enhed"] == "procent" and row["svar"]:
            assert row["lav"] < row["hoej"]


def test_every_caveat_travels_as_a_word_and_as_a_sentence(atlas: Atlas) -> None:
    told = set()
    for row in everything(atlas):
        place = CITY if row["sted"] == CITY.place_id else atlas.places[row["sted"]]
        indicator = next(one for one in INDICATORS if one.address == row["tal"])
        cell = atlas.observation(indicator.indicator_id, place.place_id, row["aar"])
        said = row["forbehold"].split(codes.SEPARATOR) if row["forbehold"] else []
        assert [codes.CAVEATS[caveat] for caveat in cell.caveats] == [
            word for word in said if word != codes.OF_THE_INDEX
        ]
        assert row["bemaerkning"] == "; ".join(remarks(cell))
        assert row["kilder"] == titles(cell.sources)
        told |= set(said)
    assert {"gengivet", "beregnet", codes.OF_THE_INDEX} <= told


def test_every_code_has_a_word_of_its_own() -> None:
    for words, known in ((codes.MISSING, MissingReason), (codes.CAVEATS, Caveat), (codes.STATES, FlagState)):
        assert list(words) == list(known)
        assert len(set(words.values())) == len(words)
        assert all(word.isascii() and codes.SEPARATOR not in word for word in words.values())
    assert {indicator.unit for indicator in INDICATORS} == set(codes.UNITS)


def test_flags_are_those_of_the_atlas(atlas: Atlas) -> None:
    found = figures.flag_rows(atlas, RULES, (), atlas.places.at(Level.SURVEY_AREA))
    assert {row["regel"] for row in found} == {rule.address for rule in RULES}
    for row in found:
        rule = next(rule for rule in RULES if rule.address == row["regel"])
        flag = atlas.flag(rule, row["sted"], row["aar"])
        assert tuple(row) == figures.FLAG_COLUMNS
        assert row["tilstand"] == codes.STATES[flag.state]
        assert row["markeret"] == {True: "ja", False: "nej", None: ""}[flag.state.flagged]
        assert rule.computed_in(row["aar"])
    assert len({row["tilstand"] for row in found}) > 4


def test_the_newest_year_is_the_one_the_pages_open_on(atlas: Atlas) -> None:
    areas = atlas.places.at(Level.SURVEY_AREA)
    assert {row["aar"] for row in figures.flag_rows(atlas, [RULE["over_10_insecure"]], None, areas)} == {2020}
    (city,) = figures.figure_rows(atlas, [INSECURE], None, [CITY])
    assert city["vaerdi"] is not None
    assert figures.figure_rows(atlas, [INDICATOR["unemployed"]], None, areas)


def test_a_text_is_no_formula_and_what_is_missing_is_blank() -> None:
    row = {"id": "x", "navn": "=1+1", "vaerdi": None, "lav": 3.5}
    assert as_csv([row], tuple(row)).decode("utf-8-sig") == "id;navn;vaerdi;lav\r\nx;'=1+1;;3,5\r\n"
    assert as_csv([], ("id", "navn")).decode("utf-8-sig") == "id;navn\r\n"


@pytest.mark.parametrize("crs", [4326, 25832])
def test_a_layer_opens_in_gdal_with_its_system_and_its_gaps(atlas: Atlas, crs: int) -> None:
    areas = atlas.places.at(Level.SURVEY_AREA)
    rows = figures.figure_rows(atlas, [INSECURE], (2017,), areas)
    shapes = shapes_of(atlas, LEVEL_LAYER[Level.SURVEY_AREA])
    layer = pyogrio.read_dataframe(io.BytesIO(as_geojson(rows, shapes, "sted", crs, dataversion="x")))
    assert layer.crs.to_epsg() == crs
    assert list(layer.sted) == [place.place_id for place in areas]
    assert not layer.geometry.is_empty.any()
    assert [None if pd.isna(value) else value for value in layer.vaerdi] == [row["vaerdi"] for row in rows]
    assert layer.vaerdi.isna().any()


def test_the_register_is_its_own_file_with_the_data_version(atlas: Atlas) -> None:
    entries = register_from(atlas, say)
    rows = register.register_rows(atlas, entries)
    assert [row["id"] for row in rows] == [entry.effort_id for entry in entries]
    assert {tuple(row) for row in rows} == {register.columns()}
    layer = pyogrio.read_dataframe(io.BytesIO(register_geojson(entries, atlas, dataversion=atlas.version)))
    assert set(layer.dataversion) == {atlas.version}
    assert len(layer) == len(entries)


def test_the_ledger_names_every_source_a_figure_names(atlas: Atlas) -> None:
    listed = [row["kilde_id"] for row in ledger.source_rows(atlas)]
    assert len(set(listed)) == len(listed) == len(atlas.sources)
    named = {word for row in everything(atlas) for word in row["kilde_id"].split(codes.SEPARATOR) if word}
    assert named <= set(listed)
    assert {row["datasaet"] for row in ledger.data_set_rows(atlas)} >= {"data/survey.csv"}


def test_columns_are_ascii_words_that_stay() -> None:
    """Added to at the end, never renamed: other programs ask for them by name."""
    first = {
        figures.COLUMNS: "id tal maal enhed sted navn niveau aar vaerdi lav hoej graense_lav graense_hoej graense "
        "svar svar_grundlag antal tekst mangler mangler_tekst forbehold bemaerkning kilde_id kilder tillid udsagn "
        "dataversion",
        places.COLUMNS: "id navn kort_navn eget_navn niveau omraader geometri_licens geometri_kreditering dataversion",
        register.columns()[:9]: "id slags navn sted sted_i_kilden omraade_id forvaltning indsatsomraade stadie",
        ledger.SOURCE_COLUMNS: "kilde_id titel udgiver art tillid offentliggjort adresse brugt_i vilkaar note "
        "dataversion",
    }
    for columns, said in first.items():
        assert list(columns) == said.split()
    assert set(keys("register.column")) < set(register.columns())


def test_a_place_without_a_shape_is_a_feature_without_geometry(atlas: Atlas) -> None:
    rows = figures.figure_rows(atlas, [INSECURE], (2020,), [CITY])
    assert b'"geometry": null' in as_geojson(rows, {}, "sted", 4326)
    assert replace(CITY).place_id == rows[0]["sted"]
