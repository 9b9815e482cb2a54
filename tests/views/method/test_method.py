"""Om tallene, section by section: headings made from the figures, and nothing broken by a missing table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.flags import FlagState
from sikkerby_geo.facts.breaks import BREAKS
from sikkerby_geo.facts.library import Library
from sikkerby_geo.text import has, keys
from sikkerby_geo.views.method.sections import SECTIONS, opening_words, section
from sikkerby_geo.views.method.sources import Filter
from sikkerby_geo.views.method.steps import STEPS, flags_sheet, reading, steps, worked_example
from sikkerby_geo.views.sheet import Prose, Sheet


def danish(written: str) -> str:
    return written.replace("~", "\u00a0")


HEADINGS = {
    "laes": "Sådan læses »17~% (14–21~%), ca. 375 svar (skønnet), 2020«",
    "brud": "3 brud skiller tal, der ligner hinanden, men ikke kan sammenlignes",
    "uenighed": "Kilderne er uenige om 13 tal; 5 af gangene er forskellen kun afrunding",
    "trykfejl": "11 trykfejl og modsigelser er fundet i kilderne",
    "mangler": "475 tal er slet ikke fundet: det mangler, og dem kan man spørge",
    "kilder": "153 kilder: 39 fra kommunen eller politiet selv, 7 læst i afskrift",
    "data": "29 datasæt; ingen af licenserne er læst hos udgiveren selv",
}


@pytest.mark.parametrize(("section_id", "heading"), HEADINGS.items(), ids=HEADINGS)
def test_headings_are_made_from_the_figures(atlas: Atlas, section_id, heading):
    assert section(atlas, section_id).heading == danish(heading)


@pytest.mark.parametrize("section_id", SECTIONS)
def test_every_section_has_a_name_a_heading_and_something_to_read(atlas: Atlas, section_id):
    found = section(atlas, section_id)
    assert has(f"method.toc.{section_id}")
    assert found.section_id == section_id
    assert found.heading
    assert found.blocks
    assert found.unread == ()
    assert all(block.html for block in found.blocks)


def test_the_opening_says_how_little_is_known(atlas: Atlas):
    title, second = opening_words(atlas)
    assert title == "Af 624 mulige områdetal siden 2015 kendes 104; for 45 kendes kun grænsen."
    assert second.startswith("4 mål i 13 områder i 12 år.")


@pytest.mark.parametrize("table", ["sources", "areas", "survey", "crime", "manifest", "gaps"])
def test_every_section_survives_a_table_that_cannot_be_read(library: Library, table):
    tables = {name: frame for name, frame in library.tables.items() if name != table}
    broken = build_atlas(replace(library, tables=tables), "broken")
    opening_words(broken)
    for section_id in SECTIONS:
        for block in section(broken, section_id).blocks:
            assert block.html


def test_a_section_says_which_of_its_tables_cannot_be_read(library: Library):
    tables = {name: frame for name, frame in library.tables.items() if name != "survey"}
    broken = build_atlas(replace(library, tables=tables), "broken")
    (words,) = section(broken, "laes").unread
    assert words.startswith("data/survey.csv kan ikke læses")
    assert section(broken, "laes").heading == "Sådan læses et tal"
    assert opening_words(broken)[0] == "Tallene fra undersøgelsen kan ikke læses lige nu."


def test_the_worked_example_is_the_greatest_need_of_the_first_map(atlas: Atlas):
    cell = worked_example(atlas)
    assert (cell.place_id, cell.year) == ("bispebjerg", 2020)


def test_each_part_of_the_example_is_explained(atlas: Atlas):
    intro, parts, others = reading(atlas)
    assert [lead for lead, _ in parts.terms] == [
        danish("17~%"),
        danish("(14–21~%)"),
        "ca. 375 svar (skønnet)",
        "2020",
    ]
    assert intro.example == danish("17~% (14–21~%), ca. 375 svar (skønnet), 2020")
    assert "læst i afskrift" in [lead for lead, _ in others.terms]


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


def test_every_break_is_told_with_the_figures_on_both_sides(atlas: Atlas):
    (sheet,) = section(atlas, "brud").blocks
    assert [row["year"].text for row in sheet.rows] == [str(one.year) for one in BREAKS]
    told = {one.break_id: row["how"].text for one, row in zip(BREAKS, sheet.rows, strict=True)}
    assert "39 pr. 1.000 i 2023 og 73 i 2024" in told["crime"]
    assert danish("87~%") in told["headline"]
    assert danish("7~%") in told["headline"]


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
    (prose,) = section(atlas, "ordliste").blocks
    words = [term for term, _ in prose.terms]
    assert words.index("anmeldelse") < words.index("bydel") < words.index("område")
    assert len(set(words)) == len(words)


@pytest.mark.parametrize("word", ["farlig", "værst", "bedst", "ghetto", "signifikan"])
def test_words_we_do_not_use(atlas: Atlas, word):
    for section_id in SECTIONS:
        found = section(atlas, section_id)
        for block in found.blocks:
            if isinstance(block, Prose):
                assert word not in block.html.casefold()
