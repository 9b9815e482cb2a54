"""Meetings of the real committees: all fit their page and their slides, and what the record of 2026 makes them say."""

from __future__ import annotations

import re
from datetime import date

import pytest

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.facts.areas import Level, Place
from sikkerby_geo.facts.rules import RULE
from sikkerby_geo.text import t
from sikkerby_geo.views.base.area_years import marked_years
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.figures import source_words
from sikkerby_geo.views.base.headline import headline
from sikkerby_geo.views.meeting.agenda import LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS, SLIDES, Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.handout_figures import rows_note
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.meeting.show import show_html
from sikkerby_geo.views.meeting.slide import Slide
from sikkerby_geo.views.meeting.slides import slides_of
from tests.published.views.bounded import through
from tests.views.asking import UNDER_85, choose, danish
from tests.views.meeting.printed import (
    lines_below_the_sources,
    opened,
    plain,
    room_above_the_sources,
    words_of,
)

LONGEST_SLIDE_TITLE = 150
"""Characters of a slide's title: two lines at its size, three of the smaller one."""
LARGEST_SHOW = 2_000_000
"""Bytes a show may have: it travels by mail and on old sticks."""


def committees(atlas: Atlas) -> tuple[Place, ...]:
    return atlas.places.at(Level.LOKALUDVALG)


@pytest.fixture(scope="module")
def of_2026(atlas: Atlas) -> dict[Place, tuple[Slide, ...]]:
    """All slides of every committee but those with words of its own, made once."""
    return {
        place: slides_of(atlas, Agenda(choose(2026, UNDER_85), place, slides=SLIDES)) for place in committees(atlas)
    }


def one(slide_id: str, atlas: Atlas, committee: str, choice: Choice, **more: object) -> Slide:
    (slide,) = slides_of(atlas, Agenda(choice, atlas.places[committee], slides=(slide_id,), **more))
    return slide


def asked(atlas: Atlas, committee: str) -> tuple[str, ...]:
    agenda = Agenda(choose(2020), atlas.places[committee])
    return tuple(question.text for question in questions_of(atlas, agenda))


def test_every_committee_fits_its_one_page_with_the_longest_words_of_its_own(atlas: Atlas, of_2026) -> None:
    own = tuple(f"{number}{'W' * (LONGEST_QUESTION - 1)}" for number in range(MOST_QUESTIONS))
    for committee in committees(atlas):
        agenda = Agenda(choose(2026, UNDER_85), committee, None, SLIDES, title="W" * LONGEST_TITLE, questions=own)
        says = handout_of(atlas, agenda, link=None, slides=of_2026[committee])
        document = handout_pdf(says, version="0123456789", printed=date(2026, 11, 22))
        assert len(opened(document).pages) == 1, committee.name
        assert room_above_the_sources(document) > 9, committee.name
        assert not any("WWW" in line for line in lines_below_the_sources(document)), committee.name
        text = words_of(document)
        stated = [part for row in says.rows for cell in row.cells for part in (cell.figure, cell.words, cell.state)]
        for wanted in (says.title, says.certainty, *stated, *says.efforts, *says.gaps, *says.questions, *says.sources):
            assert plain(wanted) in text, (committee.name, wanted)


def test_the_hand_outs_sources_are_those_of_its_efforts_and_questions(atlas: Atlas, of_2026) -> None:
    for committee in committees(atlas):
        agenda = Agenda(choose(2026, UNDER_85), committee, slides=SLIDES)
        says = handout_of(atlas, agenda, link=None, slides=of_2026[committee])
        made = [question for question in questions_of(atlas, agenda) if question.text in says.questions]
        assert all(
            (source_words(source) if source.relays else source.title) in says.sources[0]
            for question in made
            for source in question.sources
        )
        efforts = [effort for effort in atlas.efforts_in(committee) if f": {effort.name}," in says.efforts[0]]
        assert all(effort.source.title in says.sources[0] for effort in efforts), committee.name
        assert bool(efforts) is (": " in says.efforts[0]), committee.name


def check_slides(made: tuple[Slide, ...], committee: Place) -> None:
    for slide in made:
        assert not slide.trouble, (committee.name, slide.slide_id)
        assert re.match(r"[A-ZÆØÅÉ0-9»]", slide.title), slide.title
        assert len(slide.title) <= LONGEST_SLIDE_TITLE or slide.slide_id == "talspoergsmaal", slide.title
        for word in ("farlig", "værst", "bedst", "ghetto", "signifikant"):
            assert word not in repr(slide).casefold()


def test_every_committee_has_every_slide_and_every_title_fits(of_2026) -> None:
    for committee, made in of_2026.items():
        check_slides(made, committee)


@pytest.mark.parametrize("committee", ["lu-noerrebro", "lu-broenshoej-husum"])
def test_the_longest_names_fit_under_the_older_rule_too(atlas: Atlas, committee: str) -> None:
    place = atlas.places[committee]
    check_slides(slides_of(atlas, Agenda(choose(2017), place, slides=SLIDES)), place)


def test_the_show_of_the_committee_with_most_to_show_is_small(atlas: Atlas) -> None:
    own = ("Hvad gør vi ved belysningen på stierne omkring skolen og stationen i vinterhalvåret?",) * MOST_QUESTIONS
    agenda = Agenda(choose(2018, every_year=True), atlas.places["lu-noerrebro"], slides=SLIDES, questions=own)
    assert len(show_html(atlas, agenda, link=None, printed=date(2026, 11, 25)).encode()) <= LARGEST_SHOW


def test_noerrebros_page_as_the_record_stood_in_2026(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    says = handout_of(atlas, Agenda(choose(2026, UNDER_85), atlas.places["lu-noerrebro"]), link=None)
    assert says.columns == ("Indre Nørrebro", "Ydre Nørrebro", "Hele byen")
    sted, tryghed, tid = (
        one(name, atlas, "lu-noerrebro", choose(2026, UNDER_85)) for name in ("sted", "tryghed", "tid")
    )
    assert says.title == f"{sted.title}."
    assert "Ydre\u00a0Nørrebro\u00a0(84\u00a0%)" in says.title
    assert (says.rows_title, says.trend.title) == (tryghed.title, tid.title)
    assert [row.subject for row in says.rows] == ["Trygge i nabolaget, 2026", "Anmeldt kriminalitet, 2025"]
    assert [cell.figure for cell in says.rows[0].cells] == [danish(f"{value}~%") for value in (88, 84, 86)]
    assert says.rows[0].cells[1].words == danish("(79–88~%), ca. 231 svar (antaget), 2026, gengivet af andre")
    assert says.rows[0].cells[1].state == danish("Under 85~% trygge, ikke klart")


def test_what_a_goal_says_of_larger_places_stands_beside_what_it_said_of_the_areas(atlas: Atlas) -> None:
    says = headline(through(atlas, 2026), choose(2017, level=Level.BYDEL))
    line = "Målet gælder undersøgelsens 13 områder (kommunen kalder dem bydele): dér var det 5."
    assert says.title.startswith("I 2017 lå 4 af 10 bydele")
    assert says.certainty.startswith(line)
    assert line not in headline(through(atlas, 2026), choose(2017)).certainty
    page = handout_of(atlas, Agenda(choose(2017), atlas.places["lu-noerrebro"]), link=None)
    assert line in page.certainty


def test_a_committee_of_several_areas_tells_each_areas_years_and_marks_those_that_are_not_clear(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    says = handout_of(atlas, Agenda(choose(2017), atlas.places["lu-noerrebro"]), link=None)
    assert says.certainty.endswith(
        danish(
            "Nørrebro består af Indre Nørrebro og Ydre Nørrebro. "
            "Over 10~% utrygge: Indre Nørrebro i 2017–2018 (ikke klart), "
            "Ydre Nørrebro i 2015, 2016 (ikke klart), 2018–2019 og 2020 (ikke klart)."
        )
    )
    for committee in committees(atlas):
        if len(committee.members) > 1:
            told = handout_of(atlas, Agenda(choose(2026, UNDER_85), committee), link=None).certainty
            for member in committee.members:
                states = {year: atlas.flag(RULE[UNDER_85], member, year).state for year in atlas.years}
                flagged = {year: state for year, state in states.items() if state.flagged}
                shown = flagged or {year: state for year, state in states.items() if state.flagged is False}
                assert marked_years(shown) in told


def test_christianshavns_insecure_of_2020_are_known_as_a_bound(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    says = handout_of(atlas, Agenda(choose(2020), atlas.places["lu-christianshavn"]), link=None)
    assert says.rows[0].subject == "Utrygge i nabolaget, 2020"
    assert (says.rows[0].cells[0].figure, says.rows[0].cells[0].words) == ("", danish("højst 10~%, 2020"))


def test_valbys_difference_to_the_city_is_not_told_where_it_may_be_a_misprint(atlas: Atlas) -> None:
    slide = one("tryghed", through(atlas, 2026), "lu-valby", choose(2026, UNDER_85))
    assert "kan ikke vurderes, for tallet kan være en trykfejl" in slide.certainty


def test_vanloese_has_no_slide_of_efforts_but_a_sentence_on_its_map(atlas: Atlas) -> None:
    made = slides_of(through(atlas, 2026), Agenda(choose(2026, UNDER_85), atlas.places["lu-vanloese"]))
    assert "indsatser" not in {slide.slide_id for slide in made}
    (told,) = [slide.slide_id for slide in made if "har vi kun fundet indsatser" in " ".join(slide.notes)]
    assert told == "sted"


def test_noerrebro_on_the_map_of_2017_and_2018(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-noerrebro", choose(2017))
    assert slide.title == danish("I 2017 lå Indre~Nørrebro~(11~%) over 10~%, men Ydre~Nørrebro~(8~%) ikke")
    both = one("sted", atlas, "lu-noerrebro", choose(2018))
    assert both.title == danish("I 2018 lå Indre~Nørrebro~(13~%) og Ydre~Nørrebro~(23~%) over 10~%")
    assert both.certainty == "Indre Nørrebro: ikke klart. Ydre Nørrebro: klart."


def test_noerrebros_course_tells_the_rise_of_2018(atlas: Atlas) -> None:
    slide = one("tid", through(atlas, 2026), "lu-noerrebro", choose(2017))
    assert slide.title == danish("Ydre~Nørrebro: klart flere følte sig utrygge, 23~% i 2018 mod 8~% i 2017")


def test_the_visitors_warning_stands_where_visitors_count_and_nowhere_else(atlas: Atlas) -> None:
    warned = {
        committee.place_id
        for committee in committees(atlas)
        if t("crime.visitors") in one("anmeldt", atlas, committee.place_id, choose(2017)).notes
    }
    assert warned == {"lu-indre-by", "lu-vesterbro"}
    noted = {
        committee.place_id
        for committee in committees(atlas)
        if t("crime.visitors")
        in rows_note(list(map(atlas.places.__getitem__, committee.members)), survey=True, crime=True)
    }
    assert noted == warned


@pytest.mark.parametrize("committee", ["lu-indre-by", "lu-vesterbro"])
def test_reports_are_not_held_against_answers_where_visitors_count(atlas: Atlas, committee: str) -> None:
    assert not any("anmeldelser" in question for question in asked(atlas, committee))


def test_the_questions_of_2026(atlas: Atlas) -> None:
    atlas = through(atlas, 2026)
    fall = danish("Christianshavn gik fra 89~% trygge i nabolaget i 2025 til 74~% i 2026.")
    assert asked(atlas, "lu-christianshavn")[0].startswith(fall)
    (missing,) = [question for question in asked(atlas, "lu-noerrebro") if "ikke fundet" in question]
    assert "2019 og 2021–2026" in missing


@pytest.mark.parametrize("committee", ["lu-bispebjerg", "lu-broenshoej-husum", "lu-valby"])
def test_nobody_is_asked_why_reports_are_few_where_they_are_as_many_as_elsewhere(atlas: Atlas, committee: str) -> None:
    atlas = through(atlas, 2026)
    assert not any("anmeldelser" in question for question in asked(atlas, committee))
    told = one("anmeldt", atlas, committee, choose(2026, UNDER_85))
    assert told.title.endswith("det midterste af områderne 48")
    assert "hele byen 75" in told.picture.wide


def test_a_committee_goes_by_its_own_name(atlas: Atlas) -> None:
    agenda = Agenda(choose(2026, UNDER_85), atlas.places["lu-christianshavn"])
    assert handout_of(atlas, agenda, link=None).kicker.startswith("Christianshavns Lokaludvalg")
    show = show_html(atlas, agenda, link=None, printed=date(2026, 11, 25))
    assert "Christianshavns Lokaludvalg" in show
    assert "Christianshavn Lokaludvalg" not in show
