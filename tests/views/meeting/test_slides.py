"""Slides of a meeting: one message each from the figures, for every committee and choice, even with a broken file."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import permutations

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.efforts import Stage
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.library import Library
from sikkerby_geo.facts.measures import MEASURES
from sikkerby_geo.text import t
from sikkerby_geo.views.choice import Choice
from sikkerby_geo.views.meeting.agenda import SLIDES, Agenda
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.meeting.slide import Fact, Slide, fitted
from sikkerby_geo.views.meeting.slide import Line as ListLine
from sikkerby_geo.views.meeting.slides import slides_of
from tests.committees import COMMITTEES
from tests.views.asking import UNDER_75, UNDER_85, choose, danish, renamed

CHOICES = {
    "2017": choose(2017),
    "2019": choose(2019),
    "2020 aften": choose(2020, "insecure_evening"),
    "2024": choose(2024),
    "2025 aften": choose(2025, UNDER_75),
    "2026": choose(2026, UNDER_85),
    "2012 indeks": choose(2012),
    "alle år": choose(2018, every_year=True),
}
LONGEST = 150
"""Characters of a title: two lines at its size, three of the smaller one."""


def shown(atlas: Atlas, committee: str, choice: Choice = CHOICES["2017"], **more: object) -> dict[str, Slide]:
    return {slide.slide_id: slide for slide in slides_of(atlas, Agenda(choice, atlas.places[committee], **more))}


def one(slide_id: str, atlas: Atlas, committee: str, choice: Choice = CHOICES["2017"], **more: object) -> Slide:
    (slide,) = slides_of(atlas, Agenda(choice, atlas.places[committee], slides=(slide_id,), **more))
    return slide


def left_out(close: str) -> int:
    """How many a list says it leaves out."""
    if not close:
        return 0
    found = re.search(r"\d+", close)
    return int(found.group()) if found else 1


def facts_of(slide: Slide) -> list[Fact]:
    return [*slide.facts, *(fact for row in slide.rows for fact in row.facts)]


EVERYWHERE = ("2017", "2026", "2024")
"""The choices every committee is shown under; the others are shown under a few of them."""
SHOWN = [
    (committee, choice)
    for committee in COMMITTEES
    for choice in CHOICES
    if choice in EVERYWHERE or committee in ("lu-noerrebro", "lu-vanloese")
]


@pytest.mark.parametrize(("committee", "named"), SHOWN)
def test_every_committee_has_every_slide_and_every_figure_its_source_year_and_answers(
    atlas: Atlas, committee: str, named: str
) -> None:
    slides = shown(atlas, committee, CHOICES[named], neighbour=atlas.places["lu-noerrebro"])
    assert tuple(slides) == SLIDES
    for slide in slides.values():
        assert re.match(r"[A-ZÆØÅÉ0-9]", slide.title), slide.title
        assert len(slide.title.replace("\u00a0", " ").split()) >= 4
        assert len(slide.title) <= LONGEST
        assert not slide.title.endswith((".", ":"))
        assert not slide.trouble
        for fact in facts_of(slide):
            assert bool(fact.figure) or bool(fact.missing), fact
            if "%" in fact.figure and not fact.missing:
                assert re.search(r"\b20\d\d: \d+–\d+.%, .*\bsvar\b", fact.detail), fact
        if facts_of(slide) or (slide.picture and slide.slide_id != "sted"):
            assert slide.source
    everything = repr(slides)
    assert not re.search(r"\{\w+\}", everything)
    for word in ("farlig", "værst", "bedst", "ghetto", "signifikant"):
        assert word not in everything.casefold()


def test_the_map_slide_says_the_side_and_how_sure(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-noerrebro")
    assert slide.title == danish("I 2017 lå Indre~Nørrebro~(11~%) over 10~%, men Ydre~Nørrebro~(8~%) ikke")
    assert "usikkert" in slide.certainty
    both = one("sted", atlas, "lu-noerrebro", choose(2018))
    assert both.title == danish("I 2018 lå Indre~Nørrebro~(13~%) og Ydre~Nørrebro~(23~%) over 10~%")
    assert both.certainty == "Indre Nørrebro: usikkert. Ydre Nørrebro: sikkert."


def test_a_bound_is_told_as_one_and_never_as_a_figure(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-vesterbro")
    assert slide.title == danish("I 2017 lå Vesterbro ikke over 10~%")
    assert slide.certainty == t("slide.bound")
    (fact,) = slide.facts
    assert fact.figure == danish("≤ 10~%")
    assert fact.missing


def test_a_year_without_an_answer_says_so(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-bispebjerg", choose(2024))
    assert "ikke fundet" in slide.title
    (fact,) = slide.facts
    assert not fact.figure
    assert fact.missing == t("missing.not_found")


@pytest.mark.parametrize("committee", COMMITTEES)
def test_the_newest_figures_are_the_newest_and_an_older_choice_is_told_beside_them(
    atlas: Atlas, committee: str
) -> None:
    slide = one("tryghed", atlas, committee)
    areas = [atlas.places[member] for member in atlas.places[committee].members]
    for row in slide.rows:
        measure = next(m.measure_id for m in MEASURES if t(f"measure.{m.measure_id}.name") == row.subject)
        for area, fact in zip(areas, row.facts, strict=True):
            years = [y for y in atlas.years if atlas.cell(measure, area.place_id, y).figure is not None]
            assert fact.detail.startswith(f"{max(years)}: ") if years else fact.missing
    newest_of_choice = {
        fact.detail[:4] for fact in slide.rows[0].facts if slide.rows[0].subject == "Utrygge i nabolaget"
    }
    assert ("Det valgte år, 2017" in slide.notes[0]) is (newest_of_choice != {"2017"})
    assert "Det valgte år" not in one("tryghed", atlas, committee, choose(2026, UNDER_85)).notes[0]


def test_a_course_tells_its_newest_sure_change_and_the_neighbour(atlas: Atlas) -> None:
    slide = one("tid", atlas, "lu-noerrebro", neighbour=atlas.places["lu-valby"])
    assert slide.title == danish("Ydre~Nørrebro: utrygheden steg sikkert fra 8~% i 2017 til 23~% i 2018")
    assert "Valby" in slide.certainty
    assert "Valby" in slide.picture.wide
    assert "Valby" not in one("tid", atlas, "lu-noerrebro").picture.wide


def test_a_single_figure_is_no_course(atlas: Atlas) -> None:
    title = one("tid", atlas, "lu-kgs-enghave").title
    assert title == danish("Kgs.~Enghave: vi har kun ét tal for utrygge i nabolaget, så ændringer kan ikke prøves")


def test_within_the_uncertainty_nothing_rises_or_falls(atlas: Atlas) -> None:
    title = one("tid", atlas, "lu-valby").title
    assert "uændret inden for usikkerheden" in title
    assert not re.search(r"\b(steg|faldt)\b", title)


def test_reported_crime_stands_beside_the_city_and_its_count(atlas: Atlas) -> None:
    slide = one("anmeldt", atlas, "lu-christianshavn")
    assert (
        slide.title.replace("\u00a0", " ")
        == "Christianshavn havde 94 anmeldelser pr. 1.000 indbyggere i 2025, hele byen 75"
    )
    assert "1.271 anmeldelser, 13.478 indbyggere" in slide.facts[0].detail


@pytest.mark.parametrize("committee", COMMITTEES)
def test_the_visitors_warning_stands_where_visitors_count(atlas: Atlas, committee: str) -> None:
    warned = t("crime.visitors") in one("anmeldt", atlas, committee).notes
    assert warned is (committee in ("lu-indre-by", "lu-vesterbro"))


@pytest.mark.parametrize("committee", COMMITTEES)
def test_every_effort_is_listed_or_counted(atlas: Atlas, committee: str) -> None:
    slide = one("indsatser", atlas, committee)
    efforts = atlas.efforts_in(atlas.places[committee])
    listed = sum(len(listing.lines) for listing in slide.listings[:-1])
    rest = [left_out(each.close) for each in slide.listings]
    dropped = sum(effort.stage in (Stage.WISH, Stage.DROPPED) for effort in efforts)
    assert listed + sum(rest) + dropped == len(efforts)
    unknown = " ".join(line.text for line in slide.listings[-1].lines)
    assert t("profile.gap_record", year=2024) in unknown
    assert (t("slide.wishes", count=dropped) in unknown) is bool(dropped)


@pytest.mark.parametrize("committee", COMMITTEES)
def test_what_is_known_is_counted_as_it_is_shown(atlas: Atlas, committee: str) -> None:
    slide = one("ukendt", atlas, committee)
    words = [word for _, row in slide.known.rows for word in row]
    assert f"vi kender {words.count('figure')} af {len(words)} tal" in slide.title
    assert len(slide.known.rows) == 4 * len(atlas.places[committee].members)


def test_own_questions_come_first_and_the_rest_is_counted(atlas: Atlas) -> None:
    own = tuple(f"Hvad gør vi ved sag nummer {number}?" for number in range(6))
    slide = one("spoergsmaal", atlas, "lu-broenshoej-husum", questions=own)
    (listing,) = slide.listings
    assert tuple(line.text for line in listing.lines[:6]) == own
    assert all(line.own for line in listing.lines[:6])
    made = questions_of(atlas, Agenda(CHOICES["2017"], atlas.places["lu-broenshoej-husum"]))
    assert len(listing.lines) + left_out(listing.close) == 6 + len(made)


@pytest.mark.parametrize("committee", COMMITTEES)
def test_questions_name_the_sources_they_are_made_from(atlas: Atlas, committee: str) -> None:
    agenda = Agenda(CHOICES["2026"], atlas.places[committee])
    made = questions_of(atlas, agenda)
    for question in made:
        assert question.sources or not re.search(r"\d.%|besluttet|løb til", question.text)
    used = [source for question in made for source in question.sources]
    source = one("spoergsmaal", atlas, committee, CHOICES["2026"]).source
    assert bool(source) is bool(used)
    assert any(each.title in source for each in used) is bool(used)


@pytest.mark.parametrize("order", [SLIDES[::-1], SLIDES[2:5], ("spoergsmaal",), *list(permutations(SLIDES[:3]))[:4]])
def test_hiding_and_reordering_only_hides_and_reorders(atlas: Atlas, order: tuple[str, ...]) -> None:
    usual = shown(atlas, "lu-noerrebro")
    moved = slides_of(atlas, Agenda(CHOICES["2017"], atlas.places["lu-noerrebro"], slides=order))
    assert [slide.slide_id for slide in moved] == list(order)
    assert all(slide == usual[slide.slide_id] for slide in moved)


@pytest.mark.parametrize(("broken", "gone"), [("survey", {"tryghed", "tid", "ukendt"}), ("crime", {"anmeldt"})])
def test_a_broken_table_is_named_and_the_other_slides_go_on(library: Library, broken: str, gone: set[str]) -> None:
    slides = shown(without(library, broken), "lu-bispebjerg")
    assert {slide_id for slide_id, slide in slides.items() if slide.trouble} == gone
    for slide_id in gone:
        assert f"data/{broken}.csv" in slides[slide_id].trouble


def test_without_the_layer_of_areas_only_the_map_is_gone(library: Library) -> None:
    slides = shown(without(library, "survey_areas_layer"), "lu-bispebjerg")
    assert {slide_id for slide_id, slide in slides.items() if slide.trouble} == {"sted"}
    assert slides["sted"].trouble == t("slide.unreadable", file="geodata/survey_areas.geojson")


@pytest.mark.parametrize("broken", ["upgrades", "partnerships", "housing_plans"])
def test_a_broken_table_of_efforts_is_named_among_the_unknown(library: Library, broken: str) -> None:
    slide = one("indsatser", without(library, broken), "lu-bispebjerg")
    assert any(f"data/{broken}.csv" in line.text for line in slide.listings[-1].lines)


def without(library: Library, name: str) -> Atlas:
    """The real data with one table or layer that could not be read."""
    tables = {key: table for key, table in library.tables.items() if key != name}
    layers = {key: layer for key, layer in library.layers.items() if key != name}
    return build_atlas(replace(library, tables=tables, layers=layers), "broken")


def test_a_name_that_is_markup_stays_text_in_every_title(library: Library) -> None:
    name = "<img src=x onerror=alert(1)>"
    slides = shown(renamed(library, "valby", name), "lu-valby")
    assert any(name in slide.title.replace("\u00a0", " ") for slide in slides.values())
    for slide in slides.values():
        if slide.picture:
            assert "<img" not in slide.picture.wide + slide.picture.narrow


def test_lines_are_kept_while_they_fit_and_then_counted() -> None:
    lines = [ListLine("kort"), ListLine("en noget længere linje, som må brydes"), ListLine("kort")]
    assert fitted(lines, 300, 28, 4) == (tuple(lines), 0)
    assert fitted(lines, 300, 28, 2) == (tuple(lines[:1]), 2)


def test_the_committees_of_the_tests_are_those_of_the_data(atlas: Atlas) -> None:
    assert {place.place_id for place in atlas.places.at(Level.LOKALUDVALG)} == set(COMMITTEES)
