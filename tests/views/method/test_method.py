"""Om tallene, section by section: headings made from the figures, and nothing broken by a missing table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.figures.flags import FlagState
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.breaks import BREAKS
from sikkerby_geo.facts.datasets import LAYERS, TABLES
from sikkerby_geo.facts.indicators import SURVEY_FROM, SURVEY_INDICATORS
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import has, keys, t
from sikkerby_geo.views.base.sheet import Prose, Sheet
from sikkerby_geo.views.method.disagreements import errors_sheet
from sikkerby_geo.views.method.sections import SECTIONS, Section, opening_words, section
from sikkerby_geo.views.method.sources import Filter
from sikkerby_geo.views.method.steps import STEPS, flags_sheet, reading, steps, worked_example
from tests.toytown import table as table_of
from tests.views.asking import danish


def test_headings_are_made_from_the_figures(atlas: Atlas, sections: Mapping[str, Section]):
    known = [
        atlas.observation(measure.indicator_id, place.place_id, year)
        for measure in SURVEY_INDICATORS
        for place in atlas.places.at(Level.SURVEY_AREA)
        for year in atlas.years
        if year >= SURVEY_FROM
    ]
    nothing = sum(cell.figure is None and cell.flag_range is None for cell in known)
    kinds = Counter(source.kind for source in atlas.sources.values())
    headings = {
        "laes": "Sådan læses »71~% (65–76~%), ca. 231 svar (skønnet), 2025, gengivet af andre«",
        "brud": "3 brud skiller tal, der ligner hinanden, men ikke kan sammenlignes",
        "trykfejl": f"{len(errors_sheet(atlas).rows)} trykfejl og modsigelser er fundet i kilderne",
        "mangler": f"{nothing} tal er slet ikke fundet: det mangler, og dem kan man spørge",
        "kilder": f"{len(atlas.sources)} kilder: {kinds['official']} fra kommunen eller politiet selv, "
        f"{kinds['transcription']} gengivet af andre",
        "data": f"{len(TABLES) - 1 + len(LAYERS)} datasæt; ingen af licenserne er læst hos udgiveren selv",
    }
    assert {section_id: sections[section_id].heading for section_id in headings} == {
        section_id: danish(heading) for section_id, heading in headings.items()
    }


@pytest.mark.parametrize("section_id", SECTIONS)
def test_every_section_has_a_name_a_heading_and_something_to_read(sections: Mapping[str, Section], section_id):
    found = sections[section_id]
    assert has(f"method.toc.{section_id}")
    assert found.section_id == section_id
    assert found.heading
    assert found.blocks
    assert found.unread == ()
    assert all(block.html for block in found.blocks)


def test_the_opening_says_how_little_is_known(snapshot: Snapshot):
    said = {"measure": "insecure_neighbourhood", "series": "tryghedsundersoegelse", "source_id": "papir"}
    rows = [
        said | {"year": 2013, "area_id": "dalum", "percent": 20},
        said | {"year": 2015, "area_id": "dalum", "percent": 12},
        said | {"year": 2016, "area_id": "dalum", "percent": 12},
        said | {"year": 2016, "area_id": "bakken", "percent": 10, "bound": "<="},
        said | {"year": 2016, "area_id": "koebenhavn", "percent": 8},
    ]
    few = build_atlas(replace(snapshot, tables={**snapshot.tables, "survey": table_of("survey", rows)}), "few")
    title, second = opening_words(few)
    assert title == "Af 104 mulige områdetal siden 2015 kendes 2; for 1 kendes kun grænsen."
    assert second.startswith("4 mål i 13 områder i 2 år.")


@pytest.mark.parametrize("table", ["sources", "areas", "survey", "crime", "manifest", "gaps"])
def test_every_section_survives_a_table_that_cannot_be_read(atlas: Atlas, snapshot: Snapshot, table):
    tables = {name: frame for name, frame in snapshot.tables.items() if name != table}
    broken = build_atlas(replace(snapshot, tables=tables), "broken", atlas)
    opening_words(broken)
    for section_id in SECTIONS:
        for block in section(broken, section_id).blocks:
            assert block.html


def test_a_section_says_which_of_its_tables_cannot_be_read(snapshot: Snapshot):
    tables = {name: frame for name, frame in snapshot.tables.items() if name != "survey"}
    broken = build_atlas(replace(snapshot, tables=tables), "broken")
    (words,) = section(broken, "laes").unread
    assert words.startswith("data/survey.csv kan ikke læses")
    assert section(broken, "laes").heading == "Sådan læses et tal"
    assert opening_words(broken)[0] == "Tallene fra undersøgelsen kan ikke læses lige nu."


def test_the_worked_example_is_the_greatest_need_of_the_first_map(atlas: Atlas):
    cell = worked_example(atlas)
    assert (cell.place_id, cell.year) == ("moellehoej", 2025)


def test_each_part_of_the_example_is_explained(atlas: Atlas):
    intro, parts, others = reading(atlas)
    assert [lead for lead, _ in parts.terms] == [
        danish("71~%"),
        danish("(65–76~%)"),
        "ca. 231 svar (skønnet)",
        "2025",
    ]
    assert intro.example == danish("71~% (65–76~%), ca. 231 svar (skønnet), 2025, gengivet af andre")
    assert "Møllehøj, trygge i nabolaget" in intro.paragraphs[0]
    assert "gengivet af andre" in [lead for lead, _ in others.terms]


def test_the_method_has_all_its_steps_with_numbers_from_the_registries(atlas: Atlas):
    told = steps(atlas)
    assert len(told.terms) == len(STEPS) == len(keys("method.step"))
    text = " ".join(words for _, words in told.terms)
    for number in ("95~%-interval", "13 områder", "366 dage", "5~%", "2024"):
        assert danish(number) in text


def test_all_seven_flag_states_are_pictured_and_counted(atlas: Atlas):
    sheet = flags_sheet(atlas)
    assert len(sheet.rows) == len(FlagState) == 7
    looks = [row["state"].look.css_class for row in sheet.rows]
    assert len(set(looks)) == 7
    years = sum(year >= 2015 for year in atlas.years)
    assert sum(int(row["count"].text) for row in sheet.rows) == 13 * years


def test_every_break_is_told_with_the_figures_on_both_sides_where_they_are_known(sections: Mapping[str, Section]):
    (sheet,) = sections["brud"].blocks
    assert [row["year"].text for row in sheet.rows] == [str(one.year) for one in BREAKS]
    told = {one.break_id: row["how"].text for one, row in zip(BREAKS, sheet.rows, strict=True)}
    assert danish("i 2023 svarede 87~% i hele byen trygge og 7~% utrygge") in told["headline"]
    assert told["crime"] == t("break.crime.how_unread")


def test_the_break_of_crime_tells_the_citys_rates_of_both_series(snapshot: Snapshot):
    rate = {"year": 2023, "series": "borgervendt", "area_id": "koebenhavn", "per_1000": 39, "source_id": "papir"}
    crime = pd.concat([snapshot.table("crime"), table_of("crime", [rate])], ignore_index=True)
    atlas = build_atlas(replace(snapshot, tables={**snapshot.tables, "crime": crime}), "both")
    (sheet,) = section(atlas, "brud").blocks
    assert any("39 pr. 1.000 i 2023 og 78 i 2024" in row["how"].text for row in sheet.rows)


def test_every_break_of_the_texts_is_in_the_registry():
    assert set(keys("break")) - {"column"} == {one.break_id for one in BREAKS}


def test_a_filter_that_finds_nothing_says_so_and_shows_no_empty_table(atlas: Atlas):
    found = section(atlas, "kilder", chosen=Filter("findes ikke"))
    assert not any(isinstance(block, Sheet) and block.sheet_id == "kilder" for block in found.blocks)
    assert any(isinstance(block, Prose) and "Ingen kilder passer" in block.html for block in found.blocks)


def test_the_contact_is_the_one_given_or_the_page_says_none_is_set(atlas: Atlas):
    given = "".join(block.html for block in section(atlas, "fejl", "<b>sikkerby</b> hos kommunen").blocks)
    assert "Skriv til: &lt;b&gt;sikkerby&lt;/b&gt; hos kommunen" in given
    none = "".join(block.html for block in section(atlas, "fejl").blocks)
    assert "Kontaktadressen er ikke sat op" in none
    assert "@" not in none


def test_the_version_names_the_data_that_made_the_figures(atlas: Atlas):
    (_, sheet) = section(atlas, "version").blocks
    assert atlas.version in {row["number"].text for row in sheet.rows}
    assert {"streamlit", "statsmodels"} <= {row["name"].text for row in sheet.rows}


def test_the_glossary_is_in_danish_order(atlas: Atlas):
    prose, _ = section(atlas, "ordliste").blocks
    words = [term for term, _ in prose.terms]
    assert words.index("anmeldelse") < words.index("bydel") < words.index("område")
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("word", ["farlig", "værst", "bedst", "ghetto", "signifikan"])
def test_words_we_do_not_use(sections: Mapping[str, Section], word):
    for found in sections.values():
        for block in found.blocks:
            if isinstance(block, Prose):
                assert not re.search(rf"\b{word}", block.html.casefold()), (
                    "the defined word personfarlig is another one"
                )


def test_the_accessibility_statement_says_all_that_was_tried_and_all_that_remains(atlas: Atlas):
    said = {point for block in section(atlas, "tilgaengelighed").blocks for point in block.points}
    assert said == {t(f"access.{name}") for name in keys("access") if name.startswith(("tested_", "weak_"))} - {
        t("access.tested_heading"),
        t("access.weak_heading"),
    }
