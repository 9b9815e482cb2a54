"""Every page on the public record, at addresses that name their year: what a reader was shown stays what it was."""

from __future__ import annotations

import re

import pytest

from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.views.meeting.agenda import USUAL_SLIDES
from sikkerby_geo.views.method.sections import SECTIONS


def danish(written: str) -> str:
    return written.replace("~", "\u00a0")


@pytest.mark.parametrize(
    ("query", "headline"),
    [
        ({"aar": "2017", "regel": "10pct"}, "I 2017 lå 5 af 13 områder over 10"),
        ({"aar": "2020", "regel": "10pct"}, "I 2020 lå 5 af 13 områder over 10"),
        ({"aar": "2024", "regel": "85pct"}, "I 2024 lå 5 af 13 områder under 85"),
        ({"aar": "2026", "regel": "85pct"}, "I 2026 lå 6 af 13 områder under 85"),
    ],
)
def test_the_map_says_what_the_rules_give(open_page, query, headline):
    page = open_page(**query)
    page.assert_calm()
    assert page.notices == page.messages == []
    assert page.headline.startswith(headline)
    assert len(page.table_rows) == 13


def test_a_year_the_rule_has_no_figures_of_leads_to_its_newest_whole_year(open_page):
    page = open_page(aar="2024", regel="10pct")
    assert "af 13 områder over 10" in page.headline
    (told,) = page.messages
    assert told.startswith("Vi har ikke fundet områdetal for utrygge i nabolaget i 2024 og viser derfor ")
    assert told.endswith(", det nyeste år med svar for alle 13 områder.")


@pytest.mark.parametrize("place", ["indre-by", "lu-noerrebro", "vesterbro"])
def test_a_place_in_full(open_page, place):
    page = open_page("pages/bydel.py", sted=place, aar="2017")
    page.assert_calm()
    figures = page.html.split('class="key-figures"')[1].split("</section>")[0]
    assert figures.count("<li>") == figures.count("Kilde: ") > 0


def test_two_years_side_by_side(open_page):
    page = open_page("pages/udvikling.py", aar="2018", aar2="2017", omraader="valby,oesterbro", sted="bispebjerg")
    page.assert_calm()
    assert page.headline.startswith("Bispebjerg: klart flere utrygge, fra ")
    assert "Klart flere følte sig utrygge i Bispebjerg og Ydre\u00a0Nørrebro i 2018 end i 2017." in page.words


@pytest.mark.parametrize("measure", [measure.address for measure in SURVEY_INDICATORS])
def test_every_measure_has_its_charts_and_maps(open_page, measure):
    page = open_page("pages/udvikling.py", tal=measure, niveau="bydel", aar="2026")
    page.assert_calm()
    charts = re.findall(r'class="chart-card"[^>]*>\s*<p role="heading" aria-level="2"', page.html)
    assert len(charts) == page.html.count("drawn-map") == 2


def test_the_rule_year_by_year(open_page):
    page = open_page("pages/maal.py", aar="2017", regel="10pct")
    page.assert_calm()
    assert danish("I 2017 lå 5 af 13 områder over 10~%: Bispebjerg~18~%") in page.words
    assert "For et trygt Nørrebro: 3 af 5 mål meldt opfyldt i 2018" in page.words


def test_an_entry_of_the_register_in_full(open_page):
    page = open_page("pages/indsatser.py", indsats="n10-08")
    page.assert_calm()
    assert "Kontingentfritagelse i ungdomsklubber" in page.words
    assert "Klublinjerne giver tilsammen 8.100" in page.words


@pytest.mark.parametrize("section_id", SECTIONS)
def test_every_section_on_the_figures(open_page, section_id):
    page = open_page("pages/om_tallene.py", afsnit=section_id)
    page.assert_calm()
    assert page.html.count('<h2 class="section">') == 1


def test_figures_that_cannot_be_ranked_are_told(open_page):
    page = open_page("pages/prioritering.py", aar="2020", tal="utryg-nabolag", regel="10pct")
    page.assert_calm()
    assert "Utrygge i nabolaget 2020, kan ikke rangordnes" in page.words


def test_the_ranking_of_2026(open_page):
    page = open_page("pages/prioritering.py", aar="2026", tal="tryg-nabolag")
    page.assert_calm()
    assert page.headline.startswith("I 2026 peger tallene først på Christianshavn, men Brønshøj")


@pytest.mark.parametrize("committee", ["noerrebro", "broenshoej-husum"])
def test_a_committee_has_its_meeting(open_page, committee):
    """Every committee's slides are made in ``tests/published/views/meeting``."""
    page = open_page("pages/moede.py", udvalg=committee, aar="2018", tal="utryg-nabolag", regel="10pct")
    page.assert_calm()
    (frame,) = page.app.get("iframe")
    shown = dict.fromkeys(re.findall(r' id="dias-([a-z]+)', frame.proto.srcdoc))
    assert [slide for slide in USUAL_SLIDES if slide not in shown] in (["spoergsmaal"], ["indsatser", "spoergsmaal"])
