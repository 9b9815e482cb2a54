"""The register in words and files: sentences, sums with what is not stated, the map's state, and exports read back."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace

import geopandas as gpd
import openpyxl
import pandas as pd
import pyogrio
import pytest

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.domain.efforts.effort import Amount, Stage
from sikkerby_geo.domain.efforts.query import NOT_STATED, by_place, matching, sums_of
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.efforts.status_group import StatusGroup
from sikkerby_geo.facts.administrations import ADMINISTRATIONS
from sikkerby_geo.facts.areas import CITY_ID, Level
from sikkerby_geo.facts.efforts import KIND, OVERLAY, REGISTER_KINDS
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.text import number, t
from sikkerby_geo.views.efforts import files
from sikkerby_geo.views.efforts.card import entry_card
from sikkerby_geo.views.efforts.entries import (
    GROUPS,
    ORDERS,
    RegisterChoice,
    amount_words,
    list_row,
    ordered,
    period,
    say,
    web_address,
)
from sikkerby_geo.views.efforts.map import drawn, map_key, register_map_state
from sikkerby_geo.views.efforts.summary import chosen_words, elsewhere, lost_words, says
from sikkerby_geo.views.efforts.sums import sum_table
from tests.register_entries import entry
from tests.views.asking import danish

ODBL, CC_BY = "ODbL 1.0", "CC BY 4.0"


@pytest.fixture(scope="module")
def register(atlas):
    return register_from(atlas, say)


@pytest.fixture
def told(atlas, register):
    """The words over a choice; ``sted`` is the id of a district."""

    def tell(sted: str = "", **asked: object):
        choice, place = RegisterChoice(**asked), atlas.places.get(sted)
        return says(atlas, choice, place, matching(register, choice.wanted(place, atlas)), len(register))

    return tell


def by_id(register, entry_id):
    return next(found for found in register if found.effort_id == entry_id)


def of(atlas, *entries):
    """What is said of these entries, chosen from a register that holds one more."""
    return says(atlas, RegisterChoice(), None, entries, len(entries) + 1)


def million(millions, **more):
    return Amount(undivided=millions * 1_000_000, **more)


# Sentences


def test_the_whole_register_gives_money_by_stage_and_never_one_sum(told, register):
    words = told()
    stated = sum(found.amount is not None and found.amount.counted for found in register)
    assert words.title == f"Registret rummer {len(register)} indsatser, tilbud og forslag; {stated} har oplyst beløb."
    assert words.certainty.startswith(
        danish("Beløbene kan ikke lægges sammen til »brugte penge«: 2,5~mio.~kr. i gang i 2010, 2,3~mio.~kr. ")
    )
    assert words.certainty.endswith(t("effort.record_note"))
    assert danish("6,3~mio") not in words.title + words.certainty


def test_every_entry_is_counted_in_one_group_or_as_given_up(told, register, atlas):
    words = told().notes[0]
    assert words.startswith("Status, kendt til og med 2024: ")
    assert sum(map(int, re.findall(r"(\d+) [ibgko]", words.split(":")[1]))) == len(register)
    by_group = [len(matching(register, RegisterChoice(groups=(group,)).wanted(None, atlas))) for group in StatusGroup]
    dropped = sum(found.stage is Stage.DROPPED for found in register)
    assert sum(by_group) + dropped == len(register)
    assert told(groups=(StatusGroup.COMPLETED,)).title.startswith(f"{by_group[1]} indsatser")
    lines = sum_table(atlas, register, register, "status", Level.SURVEY_AREA).lines
    counts = dict(zip(("i gang", "gennemført", "besluttet, ikke bekræftet", "kun foreslået"), by_group, strict=True))
    assert {line.label: int(line.stated.split()[-1]) for line in lines} == {
        label: count for label, count in (counts | {"opgivet": dropped}).items() if count
    }


def test_where_all_money_is_of_one_stage_the_sentence_gives_the_sum(told):
    words = told(kinds=(KIND["initiative_2010"],))
    assert words.title == danish(
        "2 indsatser, tilbud og forslag passer til valget; 1 har oplyst beløb, i alt 2,5~mio.~kr. (i gang i 2010)."
    )
    assert words.certainty == t("effort.record_note")
    words = told(sted="moellehoej", kinds=(KIND["lighting"], KIND["housing_plan"]))
    assert words.title == danish(
        "Møllehøj: 2 indsatser, tilbud og forslag; 1 har oplyst beløb, i alt 1,5~mio.~kr. (gennemført)."
    )


def test_where_all_state_money_it_says_all_and_gives_no_sum_over_several_stages(atlas):
    one_stage = of(atlas, entry("a", amount=million(2)), entry("b", amount=million(1)))
    assert one_stage.title == danish(
        "2 indsatser, tilbud og forslag passer til valget; alle har oplyst beløb, i alt 3~mio.~kr. (gennemført)."
    )
    two_stages = of(atlas, entry("a", amount=million(2)), entry("b", stage=Stage.WISH, amount=million(1)))
    assert two_stages.title == "2 indsatser, tilbud og forslag passer til valget; alle har oplyst beløb."


def test_no_money_stated_is_said_and_never_nought(told, register):
    plans = sum(found.kind is KIND["housing_plan"] for found in register)
    title = told(kinds=(KIND["housing_plan"],)).title
    assert title == (
        f"{plans} indsatser, tilbud og forslag passer til valget; ingen har et oplyst beløb, der kan lægges sammen."
    )
    assert "0" not in title


def test_one_entry_is_named_with_its_year_and_money(told):
    assert told(text="byparken").title == danish(
        "Én passer til valget: Byparken, byrum, 2016; 800.000~kr. (gennemført)."
    )
    assert told(text="øens kaj").title.endswith(", videoovervågning, år ikke oplyst; beløb ikke oplyst.")


def test_nothing_found_is_not_nothing_done(told):
    words = told(text="findes slet ikke")
    assert words.title == "Ingen indsatser, tilbud eller forslag passer til valget."
    assert "Det betyder ikke, at der ikke er gjort noget" in words.certainty


def test_entries_without_a_year_are_counted_wherever_a_period_is_asked_for(told, register):
    undated = sum(found.years is None for found in register)
    assert told(first=2015, last=2016).notes[1:] == (
        f"{undated} af dem har ikke oplyst år og er derfor med i enhver periode.",
    )
    assert told(first=2015, text="øens kaj").notes[-1].startswith("Én af dem har ikke oplyst år")
    assert told().notes[1:] == ()


def test_a_place_says_what_may_hold_there_too(atlas):
    small = (
        entry("a", area_ids=("bakken",)),
        entry("b", area_ids=("koebenhavn",)),
        entry("c", area_ids=()),
        entry("d", area_ids=()),
    )
    assert elsewhere(small, RegisterChoice().wanted(atlas.places["bakken"], atlas)) == (1, 2)
    assert elsewhere(small, RegisterChoice(area=NOT_STATED).wanted(None, atlas)) == (0, 0)
    assert elsewhere(small, RegisterChoice().wanted(None, atlas)) == (0, 0)


def test_the_choice_is_said_in_words(atlas):
    choice = RegisterChoice(
        text="lys",
        kinds=(KIND["lighting"],),
        stages=(Stage.COMPLETED,),
        administrations=("OEKF",),
        focus=("2",),
        first=2010,
        last=2010,
        with_money=True,
        located=True,
    )
    assert chosen_words(atlas, choice, atlas.places["bakken"]) == (
        "»lys«, Bakken, belysning, gennemført, forvaltning ØKF – Økonomiforvaltningen, indsatsområde 2, 2010, "
        "med oplyst beløb, på kortet"
    )
    assert chosen_words(atlas, RegisterChoice(area=CITY_ID, first=2012), None) == "Hele byen, fra 2012"
    assert chosen_words(atlas, RegisterChoice(), None) == ""


def test_a_file_that_cannot_be_read_is_named(snapshot):
    kept = {name: table for name, table in snapshot.tables.items() if name != "initiatives_2010"}
    assert "data/initiatives_2010.csv" in lost_words(build_atlas(replace(snapshot, tables=kept), "without"))
    assert lost_words(build_atlas(snapshot, "whole")) == ""


# One entry


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"start_year": 2018, "end_year": 2021, "overlay": OVERLAY["partnerskaber"]}, "2018–2021"),
        ({"start_year": 2022, "end_year": None, "overlay": OVERLAY["helhedsplaner"]}, "fra 2022"),
        ({"start_year": 2020, "end_year": None}, "2020"),
        ({"start_year": None, "end_year": 2012}, "2012"),
        ({"start_year": None, "end_year": None, "documented_year": 2018}, "dokumenteret i 2018"),
        ({"start_year": None, "end_year": None}, "år ikke oplyst"),
        (
            {"start_year": None, "end_year": None, "documented_year": 2011, "kind": KIND["proposal_2010"]},
            "foreslået for 2011",
        ),
    ],
)
def test_the_period_claims_no_more_than_the_source(changes, words):
    assert period(entry(**changes)) == words


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, "ikke oplyst"),
        (Amount(undivided=425_000), "425.000~kr.; om det er anlæg eller drift, er ikke oplyst"),
        (
            Amount(undivided=4_200_000, budget_of=2009),
            "4,2~mio.~kr., budget ikke delt i anlæg og drift (budgetgrundlag 2009)",
        ),
        (Amount(capital=200_000), "200.000~kr. til anlæg"),
        (Amount(capital=1000, operating=500), "1.500~kr.: 1.000~kr. til anlæg og 500~kr. til drift"),
        (
            Amount(operating=500_000, counted=False),
            "500.000~kr. til drift. Står uden for dokumentets total og er ikke talt med.",
        ),
    ],
)
def test_money_is_told_with_its_sort(amount, words):
    assert amount_words(entry(amount=amount)) == danish(words)


def test_the_card_of_every_entry_has_its_source_and_no_empty_field(atlas, register):
    for found in register:
        card = entry_card(found, atlas)
        assert all(label and text.strip() for label, text in card.fields), found.effort_id
        assert card.source.startswith(found.source.title)
        assert card.link == "" or card.link.startswith("http")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "ftp://x", ""])
def test_only_a_web_address_is_a_link(address):
    assert web_address(address) == ""


def test_the_list_says_what_is_not_stated(atlas, register):
    row = list_row(by_id(register, "u-oeen-kamera"), atlas)
    assert (row.amount, row.years) == ("ikke oplyst", "år ikke oplyst")
    assert list_row(by_id(register, "e10-2"), atlas).place == "sted ikke oplyst"
    assert list_row(by_id(register, "n10-1"), atlas).context == "Klubber"
    assert list_row(by_id(register, "akt-1"), atlas).context == "Lund Partnerskab"
    assert list_row(by_id(register, "n10-2"), atlas).amount == danish("700.000~kr. (uden for totalen)")


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_keeps_every_entry_and_puts_the_unknown_last(register, order):
    found = ordered(register, order)
    assert sorted(each.effort_id for each in found) == sorted(each.effort_id for each in register)
    states = {"nyeste": lambda each: each.years, "aeldste": lambda each: each.years, "beloeb": lambda each: each.amount}
    if order in states:
        known = [states[order](each) is not None for each in found]
        assert known == sorted(known, reverse=True)


def test_orders_lead_with_the_newest_the_oldest_and_the_largest(register):
    assert ordered(register, "nyeste")[0].years[1] == max(found.years[1] for found in register if found.years)
    assert ordered(register, "aeldste")[0].years[0] == min(found.years[0] for found in register if found.years)
    assert ordered(register, "beloeb")[0].amount.total == 2_500_000
    assert ordered(register, "navn")[-1].name.casefold().startswith(("å", "ø"))


# Sums


def test_sums_say_how_many_state_an_amount(atlas):
    lamps = (entry("a", amount=million(2)), entry("b", amount=Amount(undivided=500_000)), entry("c"))
    table = sum_table(atlas, lamps, lamps, "slags", Level.SURVEY_AREA)
    assert [(line.label, line.stated, line.total) for line in table.lines] == [("belysning", "2 af 3", "2.500.000")]
    assert (table.sum_line.capital, table.sum_line.operating) == ("–", "–")


def test_a_group_without_any_amount_is_not_stated_rather_than_nought(atlas, register):
    hotspots = tuple(found for found in register if found.kind is KIND["hotspot"])
    table = sum_table(atlas, register, hotspots, "stadie", Level.SURVEY_AREA)
    assert table.sum_line.total == "ikke oplyst"
    assert table.sum_line.stated == f"0 af {len(hotspots)}"


def test_capital_and_operating_stand_beside_their_total(atlas, register):
    proposals = tuple(found for found in register if found.kind is KIND["proposal_2010"])
    line = sum_table(atlas, register, proposals, "slags", Level.SURVEY_AREA).sum_line
    assert (line.capital, line.operating, line.total) == ("500.000", "1.000.000", "1.500.000")


@pytest.mark.parametrize("group", GROUPS)
@pytest.mark.parametrize("level", Level)
def test_every_group_of_every_level_has_a_name_and_amounts_of_several_stages_have_no_sum(atlas, register, group, level):
    table = sum_table(atlas, register, register, group, level)
    assert table.sum_line.total == t("register.sums.not_added")
    assert (table.sum_line.capital, table.sum_line.operating, table.sum_line.undivided) == ("–", "–", "–")
    assert t("register.sums.no_sum") in table.notes
    assert len({line.label for line in table.lines}) == len(table.lines)
    assert all(line.label for line in table.lines)


@pytest.mark.parametrize("group", ["sted", "forvaltning", "aar", "indsatsomraade"])
def test_what_is_not_stated_is_the_last_group(atlas, register, group):
    assert "ikke oplyst" in sum_table(atlas, register, register, group, Level.SURVEY_AREA).lines[-1].label


def test_shared_money_is_said_at_each_place_and_under_the_table(atlas):
    shared = entry("b", area_ids=("indre-lund", "ydre-lund"), amount=Amount(undivided=1_500_000))
    small = (
        entry("a", area_ids=("indre-lund",), amount=million(1)),
        shared,
        replace(shared, effort_id="c", amount=None),
    )
    table = sum_table(atlas, small, small, "sted", Level.SURVEY_AREA)
    line = next(line for line in table.lines if line.label == "Indre Lund")
    assert (line.total, line.shared) == ("2.500.000", "heraf 1.500.000 også under andre")
    assert table.sum_line.total == "2.500.000"
    assert table.notes[0].startswith(danish("2 poster hører til flere steder. Deres 1,5~mio.~kr. er ikke delt"))
    assert table.sum_line.label == t("register.sums.sum_once")


@pytest.mark.parametrize("group", GROUPS)
def test_amounts_of_one_stage_sum_to_the_same_by_every_group(atlas, register, group):
    proposals = tuple(found for found in register if found.kind is KIND["proposal_2010"])
    assert any(found.amount for found in proposals)
    assert sum_table(atlas, register, proposals, group, Level.BYDEL).sum_line.total == number(sums_of(proposals).total)


def notes_of(atlas, register, **asked):
    entries = matching(register, RegisterChoice(**asked).wanted(None, atlas))
    return " ".join(sum_table(atlas, register, entries, "stadie", Level.SURVEY_AREA).notes)


def test_the_programmes_misprint_is_told_where_it_concerns_and_nowhere_else(atlas, register):
    told = danish("Forslagenes linjer giver 1,5~mio.~kr. i alt. Programmet trykker selv 62,6~mio.~kr.")
    assert told in notes_of(atlas, register)
    assert told in notes_of(atlas, register, kinds=(KIND["proposal_2010"],))
    assert told in notes_of(atlas, register, focus=("2",))
    assert told not in notes_of(atlas, register, focus=("1",))
    assert told not in notes_of(atlas, register, kinds=(KIND["lighting"],))


def test_the_line_outside_the_total_is_told_where_it_stands(atlas, register):
    outside = danish("Uden for totalen: »Lys i porte (TMF)« (700.000~kr.).")
    assert outside in notes_of(atlas, register)
    assert outside in notes_of(atlas, register, focus=("2",))
    assert "Uden for totalen" not in notes_of(atlas, register, focus=("1",))


def test_two_budget_years_are_told_with_the_money_of_each(atlas):
    early, late = entry("a", amount=million(2, budget_of=2009)), entry("b", amount=million(3, budget_of=2010))
    told = " ".join(sum_table(atlas, (early, late), (early, late), "stadie", Level.SURVEY_AREA).notes)
    assert danish("2~mio.~kr.") in told
    assert danish("3~mio.~kr.") in told
    assert "budgetgrundlag" in told
    assert "budgetgrundlag" not in " ".join(sum_table(atlas, (late,), (late,), "stadie", Level.SURVEY_AREA).notes)


# The map


def test_the_map_draws_every_located_entry_over_districts_without_a_value(atlas, register):
    state = register_map_state(atlas, register, Level.SURVEY_AREA, None)
    assert {effort["id"] for effort in state["efforts"]} == {found.effort_id for found in register if found.located}
    assert {(area["ground"], area["hatch"], area["outline"]) for area in state["areas"].values()} == {
        ("missing", "", "plain")
    }
    naming = sum("moellehoej" in found.area_ids for found in register)
    assert state["areas"]["moellehoej"]["figure"] == str(naming)
    assert state["areas"]["skovby-hede"]["figure"] == ""


def test_a_wish_is_never_drawn_as_done(atlas, register):
    state = register_map_state(atlas, register, Level.BYDEL, atlas.places["bydel-7"])
    groups = {effort["id"]: effort["group"] for effort in state["efforts"]}
    assert (groups["u-oeen-andet"], groups["u-lund-lys"]) == ("proposed", "unconfirmed")
    assert state["selected"] == "bydel-7"


def test_the_key_counts_what_is_drawn_and_says_why_the_rest_is_not(atlas, register):
    drawable = [by_id(register, name) for name in ("u-moellehoej-lys", "u-lund-lys", "u-bakken-byrum")]
    elsewhere_known = [by_id(register, name) for name in ("p-lund-2017", "u-aaby-lys", "e10-1", "e10-2")]
    citywide = entry("hele-byen", area_ids=("koebenhavn",), basis="none")
    key = map_key(atlas, (*drawable, *elsewhere_known, citywide))
    assert {kind: count for kind, _, count in key.kinds} == {"lighting": 2, "public_space": 1}
    assert key.heading == "3 af 8 kan vises på kortet"
    assert (
        "1 gælder et helt område, 1 gælder hele byen, 2 kender vi kun området for, 1 uden oplyst sted" in key.notes[0]
    )
    whole = map_key(atlas, register)
    assert sum(count for _, _, count in whole.kinds) == len(drawn(atlas, register))
    assert sum(count for _, _, count in whole.groups) == len(drawn(atlas, register))


def test_a_layer_that_cannot_be_read_leaves_its_efforts_off_the_map_with_the_reason(snapshot, register):
    layers = {name: layer for name, layer in snapshot.layers.items() if name != "upgrades_osm_layer"}
    atlas = build_atlas(replace(snapshot, layers=layers), "without streets")
    chosen = tuple(by_id(register, name) for name in ("u-moellehoej-lys", "u-lund-lys", "u-bakken-byrum"))
    key = map_key(atlas, chosen)
    assert key.heading == "1 af 3 kan vises på kortet"
    assert "2, hvis form ikke kan læses lige nu" in key.notes[0]


# Files


def test_the_csv_holds_every_entry_with_plain_numbers(atlas, register):
    text = files.as_csv(register, atlas)
    assert text.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig")), delimiter=";"))
    assert [row[t("register.column.id")] for row in rows] == [found.effort_id for found in register]
    kroner = [row[t("register.column.beloeb_kr")] for row in rows if row[t("register.column.i_total")] == "ja"]
    assert sum(map(int, kroner)) == sums_of(register).total
    assert by_column(rows, "p-dalum-hotspot", "beloeb_kr") == ""


def by_column(rows, entry_id, column):
    row = next(row for row in rows if row[t("register.column.id")] == entry_id)
    return row[t(f"register.column.{column}")]


FORMULAS = ('=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\tx")


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_text_becomes_a_formula(atlas, formula):
    hostile = (entry(name=formula, note=formula, place_words=formula),)
    row = next(csv.DictReader(io.StringIO(files.as_csv(hostile, atlas).decode("utf-8-sig")), delimiter=";"))
    sheet = openpyxl.load_workbook(io.BytesIO(files.as_xlsx(hostile, atlas, formula))).worksheets
    cells = [cell for each in sheet for line in each.iter_rows() for cell in line if isinstance(cell.value, str)]
    assert not any(value.startswith(("=", "+", "-", "@", "\t")) for value in row.values())
    assert not any(cell.data_type == "f" or cell.value.startswith(("=", "+", "-", "@")) for cell in cells)


def test_a_control_character_does_not_break_the_workbook(atlas):
    assert files.as_xlsx((entry(name="Ly\x07gter", note="\x00"),), atlas, "")


def test_the_workbook_holds_numbers_as_numbers_and_a_sheet_on_reading(atlas, register):
    book = openpyxl.load_workbook(io.BytesIO(files.as_xlsx(register, atlas, "alt muligt")))
    sheet, *_, notes = book.worksheets
    header = [cell.value for cell in sheet[1]]
    rows = [dict(zip(header, line, strict=True)) for line in sheet.iter_rows(min_row=2, values_only=True)]
    assert len(rows) == len(register)
    amounts = [row[t("register.column.beloeb_kr")] for row in rows if row[t("register.column.i_total")] == "ja"]
    assert all(isinstance(amount, int) for amount in amounts)
    assert sum(amounts) == sums_of(register).total
    assert by_column(rows, "u-oeen-kamera", "fra_aar") is None
    said = {cell.value for line in notes.iter_rows() for cell in line if cell.value is not None}
    assert {"alt muligt", *files.reading_notes(), ODBL, CC_BY} <= said
    assert {found.source.title for found in register} <= said


def lines_of(sheet) -> list[dict]:
    head, *lines = sheet.iter_rows(values_only=True)
    return [dict(zip(head, line, strict=True)) for line in lines]


def test_the_workbook_sums_by_place_and_stage_and_has_a_row_for_each_area(atlas, register):
    _, sums, areas, _ = openpyxl.load_workbook(io.BytesIO(files.as_xlsx(register, atlas, ""))).worksheets
    total, shared = t("register.files.sum_total"), t("register.files.sum_shared")
    for row in lines_of(sums):
        inside = [
            found
            for found in register
            if (row[t("register.column.omraade_id")] or NOT_STATED) in by_place(atlas.places, Level.SURVEY_AREA)(found)
            and say(found.stage) == row[t("register.column.stadie")]
        ]
        assert row[t("register.files.sum_count")] == len(inside)
        assert row[total] == sums_of(inside).total
        assert row[shared] <= row[total]
    listed = [
        (line[t("register.column.id")], line[t("register.files.area_id")] or NOT_STATED) for line in lines_of(areas)
    ]
    known = by_place(atlas.places, Level.SURVEY_AREA)
    assert listed == [(found.effort_id, key) for found in register for key in known(found)]
    assert len(listed) == len(set(listed)) > len(register)


def test_in_metres_the_files_name_their_system_and_lie_where_the_degrees_do(atlas, register, tmp_path):
    written = files.as_geojson(register, atlas, crs=METRES)
    assert json.loads(written)["crs"]["properties"]["name"] == "urn:ogc:def:crs:EPSG::25832"
    metres = gpd.read_file(io.BytesIO(written))
    degrees = gpd.read_file(io.BytesIO(files.as_geojson(register, atlas)))
    assert metres.crs.to_epsg() == METRES
    there = degrees[~degrees.geometry.isna()].to_crs(METRES)
    apart = metres[~metres.geometry.isna()].geometry.centroid.distance(there.geometry.centroid)
    assert apart.max() < 0.05
    path = tmp_path / "register.gpkg"
    path.write_bytes(files.as_gpkg(register, atlas, crs=METRES))
    for name, form in pyogrio.list_layers(path):
        if form is not None:
            assert gpd.read_file(path, layer=name).crs.to_epsg() == METRES


def test_the_geojson_holds_every_entry_and_marks_the_licence_of_each_geometry(atlas, register):
    document = json.loads(files.as_geojson(register, atlas))
    assert "crs" not in document
    assert "OpenStreetMap" in document["attribution"]
    features = {feature["id"]: feature for feature in document["features"]}
    assert list(features) == [found.effort_id for found in register]
    streets = set(atlas.layer("upgrades_osm_layer").upgrade_id)
    for found in register:
        feature = features[found.effort_id]
        assert (feature["geometry"] is not None) == found.located
        licence = feature["properties"]["geometri_licens"]
        assert licence == ("" if not found.located else ODBL if found.effort_id in streets else CC_BY)
        assert bool(feature["properties"]["geometri_kreditering"]) == found.located
    frame = gpd.read_file(io.BytesIO(files.as_geojson(register, atlas)))
    assert frame.crs.to_epsg() == 4326
    west, south, east, north = frame.total_bounds
    assert 12.4 < west < east < 12.7
    assert 55.6 < south < north < 55.8


@pytest.fixture(scope="module")
def package(atlas, register, tmp_path_factory):
    path = tmp_path_factory.mktemp("package") / "register.gpkg"
    path.write_bytes(files.as_gpkg(register, atlas))
    return path


def test_the_geopackage_keeps_the_licences_in_layers_of_their_own(package, atlas):
    layers = dict(pyogrio.list_layers(package))
    assert layers == {
        "flader_cc_by": "MultiPolygon",
        "punkter_cc_by": "Point",
        "linjer_odbl": "MultiLineString",
        "uden_sted": None,
        "laes_mig": None,
    }
    streets = set(atlas.layer("upgrades_osm_layer").upgrade_id)
    for name, form in layers.items():
        if form is not None:
            frame = gpd.read_file(package, layer=name)
            assert frame.crs.to_epsg() == 4326
            assert set(frame.geometri_licens) == {ODBL if name.endswith("odbl") else CC_BY}
            assert set(frame.id) <= streets if name.endswith("odbl") else set(frame.id).isdisjoint(streets)
            assert frame.geometry.is_valid.all()


def test_the_layers_and_the_table_of_the_geopackage_hold_each_entry_once(package, register):
    names = [name for name, _ in pyogrio.list_layers(package) if name != "laes_mig"]
    frames = [pyogrio.read_dataframe(package, layer=name) for name in names]
    ids = pd.concat([frame.id for frame in frames])
    assert sorted(ids) == sorted(found.effort_id for found in register)
    counted = pd.concat([frame[frame.i_total == "ja"].beloeb_kr for frame in frames])
    assert int(counted.sum()) == sums_of(register).total


def test_without_the_manifest_the_streets_still_stand_apart_and_their_licence_is_not_guessed(snapshot, register):
    tables = {name: table for name, table in snapshot.tables.items() if name != "manifest"}
    atlas = build_atlas(replace(snapshot, tables=tables), "without manifest")
    document = json.loads(files.as_geojson(register, atlas))
    licences = {feature["properties"]["geometri_licens"] for feature in document["features"]}
    assert licences == {"", t("register.files.licence_unknown")}
    assert sum(shape.share_alike for shape in files.shapes(atlas).values()) == len(
        snapshot.layers["upgrades_osm_layer"]
    )


def test_a_choice_without_any_place_can_be_taken_along(atlas, register, tmp_path):
    proposals = tuple(found for found in register if found.kind is KIND["proposal_2010"])
    path = tmp_path / "proposals.gpkg"
    path.write_bytes(files.as_gpkg(proposals, atlas))
    assert sorted(name for name, _ in pyogrio.list_layers(path)) == ["laes_mig", "uden_sted"]
    assert all(feature["geometry"] is None for feature in json.loads(files.as_geojson(proposals, atlas))["features"])


def test_every_name_a_filter_offers_is_different():
    assert len({say(kind) for kind in REGISTER_KINDS}) == len(REGISTER_KINDS)
    assert len({say(stage) for stage in Stage}) == len(Stage)
    assert len({office.name for office in ADMINISTRATIONS}) == len(ADMINISTRATIONS)


def test_each_sort_of_money_stands_in_its_own_column(atlas, register):
    """A proposal that divides its money, and an initiative that does not: what is not stated is blank."""
    sorts = ("anlaeg_kr", "drift_kr", "ikke_delt_kr", "beloeb_kr")
    rows = {name: files.record(by_id(register, name), atlas, None) for name in ("n10-1", "e10-1", "e10-2")}
    assert {name: tuple(row[sort] for sort in sorts) for name, row in rows.items()} == {
        "n10-1": (500_000, 1_000_000, None, 1_500_000),
        "e10-1": (None, None, 2_500_000, 2_500_000),
        "e10-2": (None, None, None, None),
    }
