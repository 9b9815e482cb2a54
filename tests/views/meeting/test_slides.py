"""Slides of a meeting: one message each from the figures, for every committee and choice, even with a broken file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import permutations

import pytest

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.efforts.effort import Stage
from sikkerby_geo.facts.indicators import SURVEY_INDICATORS
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.figures import source_words
from sikkerby_geo.views.meeting.agenda import SLIDES, Agenda
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.meeting.slide import Fact, Slide, fitted
from sikkerby_geo.views.meeting.slide import Line as ListLine
from sikkerby_geo.views.meeting.slides import slides_of
from tests.toytown.city import COMMITTEES
from tests.toytown.city_record import city_atlas
from tests.views.asking import UNDER_75, UNDER_85, choose, danish, renamed
from tests.views.busy import DATED, UNDATED, busy

CHOICES = {
    "2017": choose(2017),
    "2018": choose(2018),
    "2020 aften": choose(2020, "insecure_evening"),
    "2024": choose(2024, UNDER_85),
    "2025 aften": choose(2025, UNDER_75),
    "2025": choose(2025, UNDER_85),
    "2013 indeks": choose(2013),
    "alle år": choose(2018, every_year=True),
}
LONGEST = 150
"""Characters of a title: two lines at its size, three of the smaller one."""


Slides = Callable[[Agenda], dict[str, Slide]]


def agenda_of(atlas: Atlas, committee: str, choice: Choice = CHOICES["2017"], **more: object) -> Agenda:
    return Agenda(choice, atlas.places[committee], **more)


def shown(atlas: Atlas, committee: str, choice: Choice = CHOICES["2017"], **more: object) -> dict[str, Slide]:
    return {slide.slide_id: slide for slide in slides_of(atlas, agenda_of(atlas, committee, choice, **more))}


def one(slide_id: str, atlas: Atlas, committee: str, choice: Choice = CHOICES["2017"], **more: object) -> Slide:
    (slide,) = slides_of(atlas, agenda_of(atlas, committee, choice, slides=(slide_id,), **more))
    return slide


def left_out(close: str) -> int:
    """How many a list says it leaves out."""
    if not close:
        return 0
    found = re.search(r"\d+", close)
    return int(found.group()) if found else 1


def facts_of(slide: Slide) -> list[Fact]:
    return [*slide.facts, *(fact for row in slide.rows for fact in row.facts)]


SHOWN = [
    (committee, choice)
    for committee in COMMITTEES
    for choice in CHOICES
    if choice in ("2017", "2025") or committee in ("lu-lund", "lu-oeen")
]
"""Every committee under two choices, two of them under all."""


@pytest.mark.parametrize(("committee", "named"), SHOWN)
def test_every_committee_has_every_slide_and_every_figure_its_source_year_and_answers(
    atlas: Atlas, slides: Slides, committee: str, named: str
) -> None:
    made = slides(agenda_of(atlas, committee, CHOICES[named], neighbour=atlas.places["lu-lund"]))
    assert tuple(made) == SLIDES
    for slide in made.values():
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
    everything = repr(made)
    assert not re.search(r"\{\w+\}", everything)
    for word in ("farlig", "værst", "bedst", "ghetto", "signifikant"):
        assert word not in everything.casefold()


def test_the_map_slide_says_the_side_and_how_sure(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-lund", choose(2020))
    assert slide.title == danish("I 2020 lå Ydre~Lund~(13~%) over 10~%, men Indre~Lund~(9~%) ikke")
    assert "ikke klart" in slide.certainty
    both = one("sted", atlas, "lu-lund")
    assert both.title == danish("I 2017 lå Indre~Lund~(11~%) og Ydre~Lund~(16~%) over 10~%")
    assert both.certainty == (
        "Indre Lund: ikke klart. Ydre Lund: klart. "
        "Målet gælder undersøgelsens 13 områder (kommunen kalder dem bydele): dér var det 5."
    )


def test_exactly_at_the_limit_is_not_over(atlas: Atlas) -> None:
    assert one("sted", atlas, "lu-aaby", choose(2020)).title == danish("10~%~føler~sig~utrygge~i~Åby i 2020")


def test_a_bound_is_told_as_one_and_never_as_a_figure(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-fjordby")
    assert slide.title == danish("I 2017 lå Fjordby på højst 10~%")
    assert slide.certainty == t("slide.bound")
    (fact,) = slide.facts
    assert fact.figure == danish("≤ 10~%")
    assert fact.missing


def test_a_year_without_an_answer_says_so(atlas: Atlas) -> None:
    slide = one("sted", atlas, "lu-dalum", choose(2018))
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
        measure = next(
            m.indicator_id for m in SURVEY_INDICATORS if t(f"indicator.{m.indicator_id}.name") == row.subject
        )
        for area, fact in zip(areas, row.facts, strict=True):
            years = [y for y in atlas.years if atlas.observation(measure, area.place_id, y).figure is not None]
            assert fact.detail.startswith(f"{max(years)}: ") if years else fact.missing
    newest_of_choice = {
        fact.detail[:4] for fact in slide.rows[0].facts if slide.rows[0].subject == "Utrygge i nabolaget"
    }
    assert ("Det valgte år, 2017" in slide.notes[0]) is (newest_of_choice != {"2017"})
    assert "Det valgte år" not in one("tryghed", atlas, committee, choose(2025, UNDER_85)).notes[0]


def test_a_course_tells_its_newest_sure_change_and_the_neighbour(atlas: Atlas) -> None:
    evening = choose(2020, "insecure_evening")
    slide = one("tid", atlas, "lu-lund", evening, neighbour=atlas.places["lu-bakken"])
    assert slide.title == danish("Indre~Lund: utrygheden aften og nat faldt klart fra 24~% i 2020 til 15~% i 2022")
    assert "Bakken" in slide.certainty
    assert "Bakken" in slide.picture.wide
    assert "Bakken" not in one("tid", atlas, "lu-lund", evening).picture.wide


def test_a_single_figure_is_no_course(atlas: Atlas) -> None:
    title = one("tid", atlas, "lu-engvang").title
    assert title == danish("Engvang: vi har kun ét tal for utrygge i nabolaget, så ændringer kan ikke prøves")


def test_within_the_uncertainty_nothing_rises_or_falls(atlas: Atlas) -> None:
    title = one("tid", atlas, "lu-bakken").title
    assert "uændret inden for usikkerheden" in title
    assert not re.search(r"\b(steg|faldt)\b", title)


def test_reported_crime_stands_beside_the_city_and_its_count(atlas: Atlas) -> None:
    slide = one("anmeldt", atlas, "lu-bakken")
    told = "Bakken havde 60 anmeldelser pr. 1.000 indbyggere i 2024, det midterste af områderne 68"
    assert slide.title.replace("\u00a0", " ") == told
    assert slide.facts[0].detail == "2.400 anmeldelser, 40.000 indbyggere"
    assert slide.facts[0].change == "Det midterste af områderne: 68 pr. 1.000. Hele byen: 78 pr. 1.000."


def test_crime_of_a_committee_of_two_is_said_to_be_computed(atlas: Atlas) -> None:
    slide = one("anmeldt", atlas, "lu-lund")
    assert "6.175 anmeldelser, 80.000 indbyggere" in slide.facts[0].detail
    assert t("crime.computed") in " ".join(slide.notes)
    assert t("crime.computed") not in " ".join(one("anmeldt", atlas, "lu-bakken").notes)


def counted(atlas: Atlas, committee: str) -> Slide:
    """The slide of efforts, after checking that it lists or counts each of them."""
    slide = one("indsatser", atlas, committee)
    efforts = atlas.efforts_in(atlas.places[committee])
    listed = sum(len(listing.lines) for listing in slide.listings[:-1])
    rest = [left_out(each.close) for each in slide.listings]
    dropped = sum(effort.stage in (Stage.WISH, Stage.DROPPED) for effort in efforts)
    assert listed + sum(rest) + dropped == len(efforts)
    unknown = " ".join(line.text for line in slide.listings[-1].lines)
    assert t("profile.gap_record", year=2024) in unknown
    assert (t("slide.wishes", count=dropped) in unknown) is bool(dropped)
    return slide


@pytest.mark.parametrize("committee", COMMITTEES)
def test_every_effort_is_listed_or_counted(atlas: Atlas, committee: str) -> None:
    counted(atlas, committee)


def test_efforts_that_have_no_room_are_counted_with_and_without_a_year(snapshot: Snapshot) -> None:
    slide = counted(busy(snapshot), "lu-bakken")
    dated, undated, _ = slide.listings
    assert dated.lines[0].text.startswith("Lygte 2020")
    assert left_out(dated.close) == 1 + DATED - len(dated.lines) > 0
    assert left_out(undated.close) == UNDATED - len(undated.lines) > 0


def test_known_bound_not_asked_and_not_found_are_told_apart(atlas: Atlas) -> None:
    known = one("ukendt", atlas, "lu-kongens-mose").known
    (evening,) = [words for name, words in known.rows if name == t("indicator.insecure_evening.name")]
    by_year = dict(zip(known.years, evening, strict=True))
    assert (by_year[2019], by_year[2020], by_year[2022]) == ("unknown", "bound", "unasked")


@pytest.mark.parametrize("committee", COMMITTEES)
def test_what_is_known_is_counted_as_it_is_shown(atlas: Atlas, committee: str) -> None:
    slide = one("ukendt", atlas, committee)
    words = [word for _, row in slide.known.rows for word in row]
    assert f"vi har fundet {words.count('figure')} af {len(words)} tal" in slide.title
    assert len(slide.known.rows) == 4 * len(atlas.places[committee].members)


def test_own_questions_come_first_and_the_rest_is_counted(atlas: Atlas) -> None:
    own = tuple(f"Hvad gør vi ved sag nummer {number}?" for number in range(6))
    slide = one("spoergsmaal", atlas, "lu-engvang", questions=own)
    (listing,) = slide.listings
    assert tuple(line.text for line in listing.lines[:6]) == own
    assert all(line.own for line in listing.lines[:6])
    made = questions_of(atlas, Agenda(CHOICES["2017"], atlas.places["lu-engvang"]))
    assert len(listing.lines) + left_out(listing.close) == 6 + len(made)


@pytest.mark.parametrize("committee", COMMITTEES)
def test_questions_name_the_sources_they_are_made_from(atlas: Atlas, committee: str) -> None:
    agenda = Agenda(CHOICES["2025"], atlas.places[committee])
    made = questions_of(atlas, agenda)
    for question in made:
        assert question.sources or not re.search(r"\d.%|besluttet|løb til", question.text)
    used = [source for question in made for source in question.sources]
    source = one("spoergsmaal", atlas, committee, CHOICES["2025"]).source
    assert bool(source) is bool(used)
    assert any(source_words(each) in source for each in used) is bool(used)


@pytest.mark.parametrize("order", [SLIDES[::-1], SLIDES[2:5], ("spoergsmaal",), *list(permutations(SLIDES[:3]))[2:4]])
def test_hiding_and_reordering_only_hides_and_reorders(atlas: Atlas, slides: Slides, order: tuple[str, ...]) -> None:
    usual = slides(agenda_of(atlas, "lu-lund"))
    moved = slides_of(atlas, agenda_of(atlas, "lu-lund", slides=order))
    assert [slide.slide_id for slide in moved] == list(order)
    assert all(slide == usual[slide.slide_id] for slide in moved)


@pytest.mark.parametrize(("broken", "gone"), [("survey", {"tryghed", "tid", "ukendt"}), ("crime", {"anmeldt"})])
def test_a_broken_table_is_named_and_the_other_slides_go_on(snapshot: Snapshot, broken: str, gone: set[str]) -> None:
    slides = shown(without(snapshot, broken), "lu-moellehoej")
    assert {slide_id for slide_id, slide in slides.items() if slide.trouble} == gone
    for slide_id in gone:
        assert f"data/{broken}.csv" in slides[slide_id].trouble


def test_without_the_layer_of_areas_only_the_map_is_gone(snapshot: Snapshot) -> None:
    slides = shown(without(snapshot, "survey_areas_layer"), "lu-moellehoej")
    assert {slide_id for slide_id, slide in slides.items() if slide.trouble} == {"sted"}
    assert slides["sted"].trouble == t("slide.unreadable", file="geodata/survey_areas.geojson")


@pytest.mark.parametrize("broken", ["upgrades", "partnerships", "housing_plans"])
def test_a_broken_table_of_efforts_is_named_among_the_unknown(snapshot: Snapshot, broken: str) -> None:
    slide = one("indsatser", without(snapshot, broken), "lu-moellehoej")
    assert any(f"data/{broken}.csv" in line.text for line in slide.listings[-1].lines)


def without(snapshot: Snapshot, name: str) -> Atlas:
    """The toy city with one table or layer that could not be read."""
    tables = {key: table for key, table in snapshot.tables.items() if key != name}
    layers = {key: layer for key, layer in snapshot.layers.items() if key != name}
    return build_atlas(replace(snapshot, tables=tables, layers=layers), "broken", city_atlas())


def test_a_name_that_is_markup_stays_text_in_every_title(snapshot: Snapshot) -> None:
    name = "<img src=x onerror=alert(1)>"
    slides = shown(renamed(snapshot, "bakken", name), "lu-bakken")
    assert any(name in slide.title.replace("\u00a0", " ") for slide in slides.values())
    for slide in slides.values():
        if slide.picture:
            assert "<img" not in slide.picture.wide + slide.picture.narrow


def test_lines_are_kept_while_they_fit_and_then_counted() -> None:
    lines = [ListLine("kort"), ListLine("en noget længere linje, som må brydes"), ListLine("kort")]
    assert fitted(lines, 300, 28, 4) == (tuple(lines), 0)
    assert fitted(lines, 300, 28, 2) == (tuple(lines[:1]), 2)
