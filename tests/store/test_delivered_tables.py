"""Tables in sheets: titles, notes, merged heads, several sheets, long and wide, and what a file asks."""

from __future__ import annotations

import io
import json
import random

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.delivery_kinds import DELIVERY_KINDS, DeliveryKind
from sikkerby_geo.facts.intake import Recipe, RecipeError, Where, recipe_from
from sikkerby_geo.store.intake.places import places_of
from sikkerby_geo.store.intake.take_in import Intake, take_in
from tests.cases.deliveries import around, taken, upgrade

INSECURE, SAFE = "insecure_neighbourhood", "safe_neighbourhood"


def cells(found: Intake) -> set[tuple[str, str, str, str]]:
    return set(found.rows[["area_id", "year", "measure", "percent"]].itertuples(index=False, name=None))


def book(sheets: dict[str, list[list[object]]], merged: tuple[str, ...] = ()) -> bytes:
    made = Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
        for block in merged:
            sheet.merge_cells(block)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


WANTED = {
    ("aaby", "2023", INSECURE, "12.4"),
    ("aaby", "2024", INSECURE, "11"),
    ("bakken", "2023", INSECURE, "5"),
    ("bakken", "2024", INSECURE, "4.5"),
}

SHAPES: dict[str, str | bytes] = {
    "long": "Område;År;Mål;Procent\nÅby;2023;Utrygge i nabolaget;12,4\nÅby;2024;Utrygge i nabolaget;11\n"
    "Bakken;2023;utrygge i nabolaget;5\nBakken;2024;insecure_neighbourhood;4,5\n",
    "a column a year, the measure in the title": "Utrygge i nabolaget\n\nOmråde;2023;2024\nÅby;12,4;11\nBakken;5;4,5\n",
    "a column a measure": "Område;År;Utrygge i nabolaget\nÅby;2023;12,4\nÅby;2024;11\nBakken;2023;5\nBakken;2024;4,5\n",
    "both in the head": "Område;Utrygge i nabolaget 2023;Utrygge i nabolaget 2024\nÅby;12,4;11\nBakken;5;4,5\n",
    "the year first": "Område;2023 utrygge i nabolaget;2024 utrygge i nabolaget\nÅby;12,4 %;11 %\nBakken;5 %;4,5 %\n",
    "snake case": "bydel;utrygge_i_nabolaget_2023;utrygge_i_nabolaget_2024\naaby;12.4;11.0\nbakken;5.0;4.5\n",
    "a blank head over the names": "Utrygge i nabolaget\n;2023;2024\nÅby;12,4;11\nBakken;5;4,5\n",
    "titles and notes": "Tabel 3\n"
    "Utrygge i nabolaget\n\nOmråde;2023;2024\nÅby;12,4;11\nBakken;5;4,5\n\nKilde: os\n* foreløbige\n",
    "heads repeated": "Område;Mål;2023;2024\nÅby;utrygge i nabolaget;12,4;11\nOmråde;Mål;2023;2024\n"
    "Bakken;utrygge i nabolaget;5;4,5\n",
    "merged heads": book(
        {"Ark1": [["Område", "Utrygge i nabolaget", None], [None, 2023, 2024], ["Åby", 12.4, 11], ["Bakken", 5, 4.5]]},
        ("B1:C1", "A1:A2"),
    ),
    "a head over two, not merged": "Område;Utrygge i nabolaget;\n;2023;2024\nÅby;12,4;11\nBakken;5;4,5\n",
    "the year over the measure": book(
        {"Tal": [["", 2023, 2024], ["Område", *["Utrygge i nabolaget"] * 2], ["Åby", 12.4, 11], ["Bakken", 5, 4.5]]}
    ),
    "a sheet a year": book(
        {
            year: [
                ["Område", "Mål", "Procent"],
                ["Åby", "Utrygge i nabolaget", one],
                ["Bakken", "Utrygge i nabolaget", two],
            ]
            for year, one, two in (("2023", 12.4, 5), ("2024", 11, 4.5))
        }
    ),
    "a sheet for the words": book(
        {
            "Læs mig": [["Rapport"], ["Skrevet af forvaltningen"]],
            "Utrygge i nabolaget": [["Område", 2023, 2024], ["Åby", 12.4, 11], ["Bakken", 5, 4.5]],
        }
    ),
    "answers beside": "Område;Utrygge i nabolaget 2023;Svar 2023;Utrygge i nabolaget 2024\n"
    "Åby;12,4;200;11\nBakken;5;;4,5\n",
}


@pytest.mark.parametrize("content", SHAPES.values(), ids=SHAPES)
def test_the_same_figures_are_read_from_every_shape(content: str | bytes) -> None:
    found = taken(content, subject__utrygge_i_nabolaget=INSECURE)
    if "Svar 2023" in str(content):
        assert [question.key for question in found.questions] == ["subject:*"], "what the column of answers is of"
        return
    assert [(fault.kind, fault.where) for fault in found.faults] == []
    assert found.questions == ()
    assert cells(found) == WANTED


def test_of_numbers_and_names_of_places_the_names_are_read() -> None:
    found = taken("bydel_nr;navn;antal_beboere;aar\n9;Åby;30;2024\n", "population")
    assert found.ready
    assert found.rows.area_id[0] == "aaby"
    assert [(one.kind, one.value) for one in found.remarks] == [("unused_column", "bydel_nr")]


def test_a_numbered_place_is_no_footnote() -> None:
    found = taken("Område;Utrygge i nabolaget 2024\n1) Åby;12,4\n1) foreløbige tal\nKilde: os;\n")
    assert cells(found) == {("aaby", "2024", INSECURE, "12.4")}
    assert [(one.kind, one.where.row) for one in found.remarks] == [("note", 3), ("note", 4)]


def test_answers_of_a_year_and_measure_go_with_their_figure() -> None:
    found = taken("Område;Utrygge i nabolaget 2023;Utrygge i nabolaget, svar 2023\nÅby;12,4;200\n")
    assert found.rows.iloc[0][["percent", "respondents"]].tolist() == ["12.4", "200"]


def test_missing_figures_keep_their_reason_or_are_told_and_none_is_nought() -> None:
    found = taken("Område;Trygge i nabolaget 2023\nÅby;..\nBakken;.\nDalum;\nEngvang;-\nFjordby;88\n")
    assert dict(zip(found.rows.area_id, found.rows.missing_reason, strict=True)) == {
        "aaby": "suppressed",
        "bakken": "not_asked",
        "fjordby": "",
    }
    assert [one.where.row for one in found.remarks if one.kind == "no_figure"] == [4, 5]


def test_a_bound_is_kept_as_a_bound() -> None:
    found = taken("Område;År;Mål;Procent\nÅby;2024;Utrygge i nabolaget;højst 10 %\n")
    assert found.rows.iloc[0][["percent", "bound"]].tolist() == ["10", "<="]


def test_a_name_of_two_places_waits_for_its_answer_and_the_rest_is_read() -> None:
    content = "Område;År;Mål;Procent\nLund;2024;Utrygge i nabolaget;9\nÅby;2024;Utrygge i nabolaget;8\n"
    asked = taken(content)
    assert [question.key for question in asked.questions] == ["place:lund"]
    assert [choice.choice_id for choice in asked.questions[0].choices] == ["bydel-6", "indre-lund", "ydre-lund", "none"]
    assert (asked.waiting, asked.ready) == (1, False)
    for answer, areas in (("bydel-6", ["bydel-6", "aaby"]), ("ydre-lund", ["ydre-lund", "aaby"]), ("none", ["aaby"])):
        assert list(taken(content, place__lund=answer).rows.area_id) == areas


def test_counts_and_rates_are_told_apart_or_asked_about() -> None:
    found = taken("Område;Vold 2023;Indbrud 2023\nÅby;12;3\n", "crime")
    assert [question.key for question in found.questions] == ["figure"]
    counted = taken("Område;Vold 2023;Indbrud 2023\nÅby;12;3\n", "crime", figure="reports")
    assert counted.rows[["series", "reports", "per_1000"]].to_numpy().tolist() == [
        ["violence", "12", ""],
        ["burglary", "3", ""],
    ]
    assert taken("Område;År;Slags;Antal;Pr. 1.000 indbyggere\nÅby;2023;Vold;12;3,1\n", "crime").ready


def test_quarters_of_counts_make_a_year_and_fewer_do_not() -> None:
    quarters = "".join(f"Åby;2024K{n};Vold;{n}\n" for n in (1, 2, 3, 4))
    found = taken("Område;År;Slags;Anmeldelser\n" + quarters + "Bakken;2024K1;Vold;9\n", "crime")
    assert found.rows[["area_id", "reports"]].to_numpy().tolist() == [["aaby", "10"]]
    assert [one.kind for one in found.remarks] == ["part_of_year"]


def test_days_with_the_month_first_are_asked_about_unless_the_column_tells() -> None:
    head = "Område;Dato;Indbyggere\n"
    asked = taken(head + "Åby;03/04/2024;100\n", "population")
    assert [question.key for question in asked.questions] == ["day_first:dato"]
    assert taken(head + "Åby;03/04/2024;100\n", "population", day_first__dato="month").rows.date[0] == "2024-03-04"
    told = taken(head + "Åby;03/04/2024;100\nBakken;25/04/2024;90\n", "population")
    assert list(told.rows.date) == ["2024-04-03", "2024-04-25"]
    english = taken(head + "Åby;03/04/2024;100\nBakken;04/25/2024;90\n", "population")
    assert list(english.rows.date) == ["2024-03-04", "2024-04-25"]


def test_an_upgrade_is_placed_by_its_point_and_the_areas_it_lies_in() -> None:
    point = around().outlines["havnen"].centroid
    found = taken(upgrade(lat=f"{point.y:.4f}".replace(".", ","), lon=f"{point.x:.4f}".replace(".", ",")), "upgrades")
    row = found.rows.iloc[0]
    assert found.ready
    assert (row.upgrade_id, row.area_ids, row.geometry_basis) == ("egen-lighting-torvet-2024", "havnen", "point")
    assert round(found.shapes[row.upgrade_id].x, 4) == round(point.x, 4)


def test_points_with_their_columns_changed_about_and_in_metres_are_known_by_their_numbers() -> None:
    point = around().outlines["havnen"].centroid
    turned = taken(upgrade(lat=f"{point.x:.4f}", lon=f"{point.y:.4f}"), "upgrades")
    assert [one.kind for one in turned.remarks] == ["axes_turned"]
    assert turned.rows.area_ids[0] == "havnen"
    metres = taken(upgrade(lat="6173400", lon="721400"), "upgrades")
    assert [one.kind for one in metres.remarks] == ["system_by_numbers"]


UPGRADE = {"navn": "Torvet", "slags": "Belysning", "stadie": "besluttet", "år": 2024}


@pytest.mark.parametrize("form", ["geojson", "wkt", "polygon"])
def test_a_layer_of_upgrades_brings_its_own_geometry(form: str) -> None:
    outline = around().outlines["havnen"]
    shape = outline if form == "polygon" else outline.centroid
    if form == "wkt":
        heads, cells = ";".join(UPGRADE), ";".join(map(str, UPGRADE.values()))
        content = f"FID;{heads};wkb_geometry\nlag.1;{cells};{shape.wkt}\n"
    else:
        frame = gpd.GeoDataFrame([UPGRADE], geometry=[shape], crs=4326).to_crs(25832)
        content = frame.to_json(drop_id=True)
    found = taken(content, "upgrades")
    assert [(fault.kind, fault.where) for fault in found.faults] == []
    row = found.rows.iloc[0]
    assert (row.place, row.kind) == ("Torvet", "lighting")
    assert "havnen" in row.area_ids
    assert row.geometry_basis == ("named_place" if form == "polygon" else "point")
    assert found.shapes[row.upgrade_id].distance(shape) < 1e-6


def test_one_feature_alone_is_a_layer_of_one() -> None:
    shape = around().outlines["havnen"].centroid
    (feature,) = gpd.GeoDataFrame([UPGRADE], geometry=[shape], crs=4326).iterfeatures(drop_id=True)
    found = taken(json.dumps(feature), "upgrades")
    assert (found.faults, list(found.rows.place)) == ((), ["Torvet"])


def test_sources_of_a_file_are_known_by_title_or_noted_as_new() -> None:
    head = "Område;År;Mål;Procent;Kilde\n"
    known, new = "Notat fra forvaltningen", "Rapport, s. 4"
    found = taken(head + f"Åby;2024;utrygge i nabolaget;9;{known}\nBakken;2024;utrygge i nabolaget;9;{new}\n")
    assert list(found.rows.source_id) == ["papir", "own-rapport-s-4"]
    assert found.sources == {"own-rapport-s-4": new}


def test_the_recipe_of_a_file_is_text_to_keep_and_reads_the_next_one() -> None:
    first = taken(
        "Sted;Trygge 2023\nLund;0,81\n", place__lund="bydel-6", share__trygge_12023="share", subject__trygge=SAFE
    )
    assert first.ready
    assert cells(first) == {("bydel-6", "2023", SAFE, "81")}
    kept = recipe_from(first.recipe.as_json())
    assert kept == first.recipe
    again = take_in(b"Sted;Trygge 2023\nLund;0,84\n", "survey", around(), kept)
    assert cells(again) == {("bydel-6", "2023", SAFE, "84")}


def test_a_column_someone_has_named_is_read_as_said() -> None:
    content = b"Hvor;Hvornaar;Maal;Tallet\nBakken;2024;utrygge i nabolaget;9\n"
    assert [fault.kind for fault in take_in(content, "survey", around()).faults] == ["no_heads"]
    said = {"Hvor": "area_id", "Hvornaar": "year", "Tallet": "percent"}
    assert take_in(content, "survey", around(), Recipe("survey", columns=said)).ready


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 2}', '{"version": 1, "kind": "x"}', "[" * 100_000])
def test_what_is_no_recipe_is_refused(text: str) -> None:
    with pytest.raises(RecipeError):
        recipe_from(text)


BEFORE = ("", "District - ", "Bydel: ", "1. ", "12 ", "Område ", "bydel 3 ", "  ")
AFTER = ("", " ", " (bydel)", " *", ":")


@given(st.sampled_from(range(13)), st.sampled_from(BEFORE), st.sampled_from(AFTER), st.sampled_from("abcdef"))
@settings(max_examples=120)
def test_a_name_is_its_place_however_it_is_dressed(number: int, before: str, after: str, change: str) -> None:
    """Case, prefixes, underscores, æ ø å written in ASCII, and letters lost: the right place or a question."""
    area = around().places.at(Level.SURVEY_AREA)[number]
    changes = {
        "a": str.upper,
        "b": lambda text: text.replace(" ", "_"),
        "c": lambda text: text.replace("ø", "oe").replace("Ø", "Oe").replace("Å", "Aa"),
        "d": lambda text: text.replace("ø", "?").replace("å", "?"),
        "e": lambda text: text.replace("-", " - "),
        "f": str,
    }
    name = before + changes[change](area.name) + after
    meant = places_of({name: Where()}, around().places, Recipe()).meant[name]
    assert meant.place_id == area.place_id or meant.why == "asked", name


@given(st.data(), st.sampled_from(DELIVERY_KINDS))
@settings(max_examples=60)
def test_no_file_of_known_heads_stops_the_intake(data: st.DataObject, kind: DeliveryKind) -> None:
    heads = [head for field in kind.fields for head in field.heads[:1]] + ["2023", "Trygge 2024", "Svar 2024", ""]
    cells = ("", "Åby", "Lund", "5", "2024", "2024K1", "12,4", "1.234", "0,12", "..", "-", "højst 10", "=1", "<b>", "x")
    rows = [data.draw(st.lists(st.sampled_from(heads), min_size=1, max_size=6))]
    rows += data.draw(st.lists(st.lists(st.sampled_from(cells), min_size=1, max_size=7), max_size=4))
    found = taken("\n".join(";".join(row) for row in rows) + "\n", kind.kind_id)
    assert found.faults or found.questions or found.remarks or len(found.rows) == len(found.wheres)


@pytest.mark.parametrize("seed", range(40))
def test_no_figure_is_read_wrong_in_silence(seed: int) -> None:
    """Known figures in a random form: each is read as it is, or the file asks or has a fault."""
    dice = random.Random(seed)
    places = dice.sample([area.name for area in around().places.at(Level.SURVEY_AREA)], 6)
    shares, answers = ([dice.randint(11, 999) for _ in places] for _ in range(2))
    answers = [10 * count if dice.random() < 0.5 else count for count in answers]
    sign, percent, as_shares = dice.choice(",."), dice.choice(("", " %", "%")), dice.random() < 0.3
    thousands = dice.choice((".", " ", "\u00a0", "", ","))

    def share(tenths: int) -> str:
        return f"0{sign}{tenths:03d}" if as_shares else f"{tenths // 10}{sign}{tenths % 10}{percent}"

    delimiter = ";" if "," in (sign, thousands) else dice.choice(";,\t")
    heads = delimiter.join(("Område", "År", "Mål", "Procent", "Svar"))
    rows = [
        delimiter.join((place, "2024", "Utrygge i nabolaget", share(tenths), f"{count:,}".replace(",", thousands)))
        for place, tenths, count in zip(places, shares, answers, strict=True)
    ]
    content = "\n".join((heads, *rows)).encode(dice.choice(("utf-8", "cp1252", "utf-16")))
    for answered in ("", "share"):
        found = taken(content, share__procent=answered)
        assert not found.faults
        if as_shares and not answered:
            assert [question.key for question in found.questions] == ["share:procent"]
            continue
        assert found.questions == ()
        assert [float(text) for text in found.rows.percent] == [tenths / 10 for tenths in shares]
        assert [int(text) for text in found.rows.respondents] == answers


@pytest.mark.parametrize(
    ("kind", "head", "row", "key"),
    [
        ("indicator", "Område;År;Tal;Værdi", "Åby;2024;Ledige;{}", "value"),
        ("indicator", "Område;År;Tal;Værdi", "Åby;2024;Almene boliger;{}", "value"),
        ("indicator", "Område;Ledige 2024", "Åby;{}", "value"),
        (
            "goals",
            "Mål-id;Program;Hvad der måles;Tal;Gælder;Retning;Enhed;Målværdi",
            "m;P;x;y;by;højst;procent;{}",
            "target",
        ),
    ],
)
def test_shares_of_every_kind_are_asked_about_and_per_cents_read(kind: str, head: str, row: str, key: str) -> None:
    asked = taken(f"{head}\n{row.format('0,12')}\n", kind)
    assert [one.kind for one in asked.questions] == ["share"]
    assert asked.rows.empty
    for written, value in (("12 %", "12"), ("12,5 pct.", "12.5"), ("0,5 %", "0.5"), ("12,4", "12.4")):
        read = taken(f"{head}\n{row.format(written)}\n", kind)
        assert (list(read.rows[key]), read.questions, read.faults) == ([value], (), ())


def test_kroner_beside_shares_are_kroner() -> None:
    read = taken("Område;År;Tal;Værdi\nÅby;2024;Medianindkomst;250000\nÅby;2024;Ledige;0,5 %\n", "indicator")
    assert (list(read.rows["value"]), read.questions, read.faults) == (["250000", "0.5"], (), ())


@pytest.mark.parametrize("name", ["Aaby 2", "aaby_2", "Parken"])
def test_no_word_and_no_number_of_a_name_is_taken_for_lost_letters(name: str) -> None:
    assert [fault.kind for fault in taken(f"Område;År;Mål;Procent\n{name};2024;Utrygge i nabolaget;9\n").faults] == [
        "unknown_place"
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Område;Utrygge i nabolaget 2024\nÅby;12\nAften og nat;\nOmråde;Utrygge i nabolaget 2024\nBakken;9\n",
            5,
        ),
        ("Område;Utrygge i nabolaget 2024\nÅby;12\nOmråde;Utrygge aften og nat 2024\nBakken;9\n", 4),
    ],
)
def test_figures_under_other_heads_are_never_good_rows(text: str, kind: int) -> None:
    read = taken(text)
    assert list(read.rows.area_id) == ["aaby"]
    assert kind in [fault.where.row for fault in read.faults if fault.kind == "rows_under_words"]


@pytest.mark.parametrize("said", ["(antal)", "antal", "Antal personer", "personer"])
def test_a_column_that_counts_people_is_no_per_cent(said: str) -> None:
    """The per cent of the same question stands beside it, and is the one that is read."""
    found = taken(f"Område;År;Utrygge i nabolaget {said};Utrygge i nabolaget (pct.)\nÅby;2024;26;12,4\n")
    assert cells(found) == {("aaby", "2024", INSECURE, "12.4")}
    alone = taken(f"Område;År;Utrygge i nabolaget {said}\nÅby;2024;26\n")
    assert alone.rows.empty


def test_a_per_cent_of_residents_is_no_count_of_them() -> None:
    assert taken("Område;År;Indbyggere (pct.)\nÅby;2024;25\n", "population").rows.empty


@pytest.mark.parametrize(
    ("written", "good"),
    [
        ("124 155 90 131", ()),
        ("124 90 81", ()),
        ("124 155 90,5", ("90.5",)),
        ("124 9 12", ("9", "12")),
        ("124 155 9", ("9",)),
        ("90 81 75", ("90", "81", "75")),
    ],
)
def test_a_per_cent_among_others_that_have_lost_their_comma_is_no_good_one(written: str, good: tuple[str, ...]) -> None:
    places = ("Åby", "Bakken", "Dalum", "Fjordby")
    rows = "".join(f"{place};{figure}\n" for place, figure in zip(places, written.split(), strict=False))
    assert tuple(taken(f"Område;Utrygge i nabolaget 2024\n{rows}").rows.percent) == good


def test_a_figure_nobody_answered_is_no_figure() -> None:
    found = taken("Område;År;Mål;Procent;Svar\nÅby;2024;Utrygge i nabolaget;12,4;0\n")
    assert [(fault.kind, fault.where.column) for fault in found.faults] == [("contract_out_of_range", "Svar")]


def test_where_the_comma_parts_cells_and_decimals_no_row_is_good() -> None:
    lines = "Område,År,Mål,Procent,Svar\nÅby,2024,Utrygge i nabolaget,12,4,231\nBakken,2024,Utrygge i nabolaget,13,5\n"
    assert taken(lines).rows.empty
    assert taken("Område;År;Mål;Procent;Andel\nÅby;2024;Utrygge i nabolaget;12;13\n").rows.empty


def test_what_a_workbook_hides_and_is_read_is_told() -> None:
    made = Workbook()
    sheet = made.active
    for row in (
        ["Område", "År", "Mål", "Procent"],
        *([place, 2024, "Utrygge i nabolaget", 12] for place in ("Åby", "Bakken")),
    ):
        sheet.append(row)
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[3].hidden = True
    stream = io.BytesIO()
    made.save(stream)
    told = {(remark.kind, remark.where.column, remark.value) for remark in taken(stream.getvalue()).remarks}
    assert told == {("hidden_column", "Procent", ""), ("hidden_rows", "", "1")}


def test_small_per_cents_of_an_export_are_read_as_they_were_and_those_of_others_asked_about() -> None:
    heads = "year;area_id;measure;percent;source_id{}\n2024;aaby;insecure_neighbourhood;0,9;egne-x{}\n"
    read = taken(heads.format(";published", ";"))
    assert (list(read.rows.percent), read.questions) == (["0.9"], ())
    assert [one.kind for one in taken(heads.format("", "")).questions] == ["share"]
    rates = "year;area_id;series;per_1000;source_id;published\n2024;aaby;violence;1,234;egne-x;\n"
    assert list(taken(rates, "crime").rows.per_1000) == ["1.234"]


def test_figures_that_may_be_rates_are_no_faults_before_it_is_said_what_they_are() -> None:
    wide = "Område;Vold 2024;Vold 2025\nÅby;12,4;13\nBakken;1.234;..\n"
    asked = taken(wide, "crime")
    assert ([one.kind for one in asked.questions], asked.faults, asked.waiting) == (["figure"], (), 4)
    rates = taken(wide, "crime", figure="per_1000")
    assert ([one.kind for one in rates.questions], rates.faults) == (["thousands"], ())
    assert [fault.kind for fault in taken(wide, "crime", figure="reports").faults] == ["not_whole"]


def test_a_row_with_a_formula_nobody_worked_out_is_no_good_row_and_its_sheet_is_named() -> None:
    heads = ["Område", "År", "Mål", "Procent", "Svar"]
    rows = [["Åby", 2024, "Utrygge i nabolaget", 12, "=100+3"], ["Bakken", 2024, "Utrygge i nabolaget", 9, 200]]
    read = taken(book({"Tal": [heads, *rows], "Noter": [["Se bagsiden"]]}))
    assert list(read.rows.area_id) == ["bakken"]
    assert [(one.kind, one.where) for one in read.faults] == [("formula_without_value", Where("Tal", 2, "E"))]
    assert read.bad_rows == 1


@pytest.mark.parametrize("form", ["layer", "table"])
def test_of_places_that_do_not_lie_here_each_is_told_and_none_is_a_good_row(form: str) -> None:
    content: str | bytes = upgrade() + upgrade(name="Langt", lat="56,15", lon="10,2").split("\n", 1)[1]
    if form == "layer":
        named = {"navn": ["Torvet", "Langt"], "slags": ["Belysning"] * 2, "stadie": ["Besluttet"] * 2}
        points = gpd.points_from_xy([12.55, 10.2], [55.69, 56.15])
        content = gpd.GeoDataFrame(named, geometry=points, crs=4326).to_json(drop_id=True)
    read = taken(content, "upgrades")
    assert list(read.rows.place) == ["Torvet"]
    assert [(one.kind, one.where.row) for one in read.faults] == [("far_off", 3)]
    assert read.bad_rows == 1
