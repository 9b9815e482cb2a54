"""The answer in words: whom an area reaches, what is there, whether it can be measured, and what is not known."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from html import unescape

import pytest

from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.domain.whatif.drawings import circle, picked, polygon, with_area
from sikkerby_geo.domain.whatif.measurable import Measurability, measuring
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.domain.whatif.scenarios import Kept
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import Role
from sikkerby_geo.facts.thresholds import RESPONSE_SHARE
from sikkerby_geo.text import t
from sikkerby_geo.views.base.html import render
from sikkerby_geo.views.base.rough_counts import about
from sikkerby_geo.views.whatif.answer import answer
from sikkerby_geo.views.whatif.comparison import compared, comparison_html, measured_for, recomputed
from sikkerby_geo.views.whatif.drawing_map import districts_state, kept_state, shape_state
from sikkerby_geo.views.whatif.measure_words import Question, rests_on
from sikkerby_geo.views.whatif.picking import areas, form_words, points

DAY = date(2025, 1, 1)
SMALL = circle((12.489, 55.675), 300)
"""In the middle of Dalum, 4 km² with 50,000 residents."""
ASKED = Question("safe_neighbourhood", 5)


def told(atlas, drawing, question=ASKED, day=DAY):
    found = scenario(atlas, drawing, day)
    return answer(atlas, found, measured_for(atlas, found, question), question)


def test_a_small_circle_is_too_small_to_measure(atlas):
    said = told(atlas, SMALL)
    assert said.reach == (
        "En indsats her når ét af 13 områder (Dalum), 0,28\xa0km² land og ca. 3.500 beboere (skønnet efter arealandel)."
    )
    assert said.verdict.verdict == "for lille til at måle."
    assert said.verdict.short == "for lille til at måle en ændring på 5 procentpoint"
    assert "5 procentpoint fra 79\xa0% trygge i nabolaget kræver 1.126 svar" in said.verdict.needs
    assert said.terms["most"] == "højst ca. 1.100, hvis 30\xa0% af beboerne svarer"


def test_the_districts_figure_stands_beside_and_is_said_to_be_the_districts(atlas):
    said = told(atlas, SMALL)
    (row,) = said.areas.rows
    assert row["figure"].text.startswith("79\xa0% (73–84\xa0%), ca. 231 svar (skønnet), 2025")
    assert row["figure"].quiet == "tallet gælder hele området, ikke det tegnede"
    assert "Tallet gælder hele Dalum" in said.terms["start"]
    assert any("Folketal 01.01.2025" in line for line in said.sources)
    assert any("Afskrift af rapporten" in line for line in said.sources)


def test_a_whole_district_has_its_residents_counted_and_not_estimated(atlas):
    said = told(atlas, picked(atlas, "moellehoej"))
    assert "70.000 beboere." in said.reach
    assert "skønnet" not in said.reach
    assert not any("jævnt fordelt" in note for note in said.notes)


def test_what_lies_outside_the_citys_land_is_said(atlas):
    water_too = polygon([(12.455, 55.67), (12.49, 55.67), (12.49, 55.69), (12.455, 55.69)])
    assert any(note.startswith("3,31\xa0km² af det tegnede er vand") for note in told(atlas, water_too).notes)


def test_a_touched_corner_is_not_told_as_reached(atlas):
    found = scenario(atlas, SMALL, DAY)
    sliver = dataclasses.replace(found.reach[0], place_id="vestmark", km2=0.0004, share_of_land=0.00004)
    touching = dataclasses.replace(found, reach=(*found.reach, sliver))
    said = answer(atlas, touching, measured_for(atlas, touching, ASKED), ASKED)
    assert "ét af 13" in said.reach
    assert "Berører lige netop Vestmark." in said.notes
    assert said.areas.rows[1]["km2"].text == "under 0,01\xa0km²"
    assert said.areas.rows[1]["km2"].quiet == "under 1 % af områdets land".replace(" %", "\xa0%")


def test_without_a_population_there_is_a_reason_and_no_nought(atlas):
    said = told(atlas, SMALL, day=date(1990, 1, 1))
    assert "ukendt antal beboere" in said.reach
    assert any("Folketallet mangler for Dalum" in note for note in said.notes)
    assert said.areas.rows[0]["residents"].text == "ukendt antal beboere"
    assert "folketallet mangler" in said.verdict.because
    assert "most" not in said.terms


def test_what_is_there_is_told_in_three_sorts_with_sources_and_where_the_record_ends(atlas):
    said = told(atlas, picked(atlas, "ydre-lund"))
    assert [(group.heading, [words.split(",")[0] for words, _ in group.lines]) for group in said.there] == [
        ("Kendte indsatser på stedet, også afsluttede: 1", ["Lundegade"]),
        ("Gælder et helt område, der nås, også afsluttede: 1", ["Lund Partnerskab"]),
        ("I de samme områder, uden kendt sted: 1", ["Ydre Lund Helhedsplan"]),
    ]
    assert all(words and source for group in said.there for words, source in group.lines)
    assert "Indsatser efter 2024 har vi ikke fundet" in said.there_note


def test_nothing_on_the_spot_is_said_and_not_left_out(atlas):
    found = dataclasses.replace(scenario(atlas, SMALL, DAY), efforts=(), whole_area=(), unplaced=())
    said = answer(atlas, found, measured_for(atlas, found, ASKED), ASKED)
    assert [(group.heading, group.lines) for group in said.there] == [
        ("Kendte indsatser på stedet, også afsluttede: 0", ())
    ]


@pytest.mark.parametrize("state", list(Measurability))
def test_every_verdict_has_its_words(atlas, state):
    found = scenario(atlas, SMALL, DAY)
    measured = dataclasses.replace(measured_for(atlas, found, ASKED), state=state)
    said = answer(atlas, found, measured, ASKED).verdict
    assert said.verdict
    assert said.because
    assert "{" not in said.needs + said.verdict + said.because + said.short


def test_the_readers_own_start_is_said_to_be_the_readers(atlas):
    said = told(atlas, SMALL, Question("safe_evening", 5, own_start=70))
    assert said.terms["start"] == "70\xa0% trygge om aftenen og natten, valgt af dig"


def test_without_any_figure_the_reader_is_asked_for_one(atlas):
    found = scenario(atlas, SMALL, DAY)
    measured = measuring(atlas, found, indicator_id="higher_education", points=5)
    said = answer(atlas, found, measured, ASKED)
    assert said.verdict.needs.startswith("Der er intet tal at gå ud fra")
    assert "needed" not in said.terms


@pytest.mark.parametrize(("count", "words"), [(0, "0"), (4, "0"), (994, "990"), (1049, "1.000"), (66391, "66.400")])
def test_rough_counts(count, words):
    assert about(count) == words


def test_the_test_and_its_thresholds_are_printed():
    for share in ("5\xa0%", "80\xa0%", f"{RESPONSE_SHARE.value:.0%}".replace("%", "\xa0%")):
        assert share in rests_on()


def test_all_that_an_answer_says_stands_on_the_page(atlas):
    said = told(atlas, polygon([(12.455, 55.67), (12.49, 55.67), (12.49, 55.69), (12.455, 55.69)]))
    html = unescape(render("whatif_answer.html", title="Her", answer=said, rests_on=rests_on()))
    verdict = said.verdict
    words = [said.reach, verdict.needs, verdict.verdict, verdict.because, *said.notes, *said.terms.values(), rests_on()]
    assert len(said.notes) == 2
    assert [text for text in words if text not in html] == []


# Side by side


def kept(letter, drawing, name="x", version="toy"):
    return Kept(letter, name, drawing, version)


def beside(atlas, *scenarios, question=ASKED):
    return tuple(compared(atlas, each, scenario(atlas, each.drawing, DAY), question) for each in scenarios)


def test_each_scenario_is_a_column_and_says_what_it_says_alone(atlas):
    columns = beside(atlas, kept("A", SMALL), kept("C", picked(atlas, "moellehoej")))
    html = comparison_html(atlas, columns, ASKED)
    assert html.count('<th scope="col">') == 3
    for each in columns:
        assert each.told.answer.verdict.short in html
        assert each.told.answer == told(atlas, each.kept.drawing)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)
    assert len(rows) == 14
    assert {row.count("<td>") for row in rows} == {2}


def test_a_hostile_name_is_text_in_the_table_and_on_the_map(atlas):
    name = '<img src=x onerror="alert(1)">'
    hostile = kept("A", SMALL, name)
    html = comparison_html(atlas, beside(atlas, hostile), ASKED)
    assert "<img" not in html
    assert "&lt;img" in html
    assert kept_state(atlas, hostile)["name"] == name


def test_a_scenario_that_cannot_be_worked_out_says_why_in_its_column(atlas):
    trouble = compared(atlas, kept("B", circle((12.35, 55.65), 300)), "Ligger uden for byen.", ASKED)
    html = comparison_html(atlas, (*beside(atlas, kept("A", SMALL)), trouble), ASKED)
    assert "Ligger uden for byen." in html
    assert {row.count("<td>") for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", html)} == {2}


def test_scenarios_of_another_data_version_are_named(atlas):
    assert recomputed(atlas, (kept("A", SMALL), kept("B", picked(atlas, "moellehoej")))) == ""
    assert "B." in recomputed(atlas, (kept("A", SMALL), kept("B", picked(atlas, "moellehoej"), version="old")))


# What can be picked, and what the map is told


def test_every_place_of_every_level_and_every_effort_with_an_area_can_be_picked(atlas):
    words = areas(atlas)
    assert sum(len(atlas.places.at(level)) for level in Level) + len(with_area(atlas)) == len(words)
    assert len(set(words.values())) == len(words), "two things to pick have the same name"
    assert all(form_words(atlas, picked(atlas, picked_id)) == label for picked_id, label in words.items())


def test_every_station_is_a_point_within_the_region(atlas):
    found = points(atlas)
    stations = [effort for effort in atlas.efforts if effort.overlay.role is Role.LANDMARK]
    assert stations
    assert {effort.effort_id for effort in stations} <= set(found)
    assert all(12.2 < longitude < 12.9 and 55.5 < latitude < 55.85 for _, (longitude, latitude) in found.values())


def test_the_map_is_told_little(atlas):
    """A picked outline is simplified; the districts' geometry is never sent."""
    for place in atlas.places.places:
        corners = sum(
            len(ring) for part in shape_state(atlas, picked(atlas, place.place_id))["polygons"] for ring in part
        )
        assert corners < 900, place.place_id
    state = districts_state(atlas, atlas.efforts[:5], "dalum")
    wishes = [effort for effort in atlas.efforts if effort.stage in (Stage.WISH, Stage.DROPPED)]
    assert wishes
    assert districts_state(atlas, wishes, None)["efforts"] == [], "what was only asked for is listed, not drawn"
    assert state["selected"] == "dalum"
    assert len(state["areas"]) == 13
    assert {area["figure"] for area in state["areas"].values()} == {""}
    assert districts_state(atlas, (), "atlantis")["selected"] is None


def test_residents_by_share_of_land_are_said_to_be_spread_evenly_and_counted_ones_are_not(atlas):
    assert t("answer.estimate") in told(atlas, SMALL).notes
    assert t("answer.estimate") not in told(atlas, picked(atlas, "dalum")).notes
