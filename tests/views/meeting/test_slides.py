"""Slides of a meeting: one message each from the figures, for every committee and choice, even with a broken file."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from itertools import groupby, permutations

import pytest

from sikkerby_geo.domain.atlas import CITY, Atlas, build_atlas
from sikkerby_geo.domain.efforts.status_group import SHOWN_GROUPS, StatusGroup, grouped
from sikkerby_geo.facts.snapshot import Snapshot
from sikkerby_geo.facts.thresholds import CLEAR_UNDER
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.figures import source_words
from sikkerby_geo.views.base.svg_text import text_width
from sikkerby_geo.views.meeting.agenda import SLIDES, USUAL_SLIDES, Agenda
from sikkerby_geo.views.meeting.handout import handout_of
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.meeting.slide import FOOT_SIZE, FOOT_WIDTH, Slide
from sikkerby_geo.views.meeting.slide import Line as ListLine
from sikkerby_geo.views.meeting.slide_efforts import ROOM
from sikkerby_geo.views.meeting.slide_unknown import fitted
from sikkerby_geo.views.meeting.slides import slides_of
from tests.toytown.city import COMMITTEES
from tests.toytown.city_record import city_atlas
from tests.views.asking import UNDER_75, UNDER_85, choose, danish, renamed, valued
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
    return {slide.anchor: slide for slide in slides_of(atlas, agenda_of(atlas, committee, choice, **more))}


def several(slide_id: str, atlas: Atlas, committee: str, **more: object) -> tuple[Slide, ...]:
    made = slides_of(atlas, agenda_of(atlas, committee, slides=(slide_id,), **more))
    return tuple(slide for slide in made if slide.slide_id == slide_id)


def one(slide_id: str, atlas: Atlas, committee: str, choice: Choice = CHOICES["2017"], **more: object) -> Slide:
    (slide,) = slides_of(atlas, agenda_of(atlas, committee, choice, slides=(slide_id,), **more))
    return slide


def spoken(words: str) -> str:
    return words.replace("\u00a0", " ")


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
    asked = {"neighbour": atlas.places["lu-lund"], "slides": SLIDES, "questions": ("Hvad gør vi?", "Hvem gør det?")}
    made = slides(agenda_of(atlas, committee, CHOICES[named], **asked))
    order = [slide_id for slide_id, _ in groupby(slide.slide_id for slide in made.values())]
    assert order == [slide_id for slide_id in SLIDES if slide_id in order]
    assert set(SLIDES) - set(order) - {"anmeldelser"} <= {"indsatser", "foreslaaet"}
    for slide in made.values():
        if slide.slide_id in ("forside", "spoergsmaal"):
            continue
        assert re.match(r"[A-ZÆØÅÉ0-9»]", slide.title), slide.title
        assert len(slide.title.replace("\u00a0", " ").split()) >= 4
        assert len(slide.title) <= LONGEST or slide.slide_id == "talspoergsmaal"
        assert not slide.title.endswith((".", ":"))
        assert not slide.trouble
        assert text_width(slide.source, FOOT_SIZE) <= FOOT_WIDTH or ";" not in slide.source
        for fact in slide.facts:
            assert bool(fact.figure) or bool(fact.missing), fact
            if "%" in fact.figure and not fact.missing:
                assert re.search(r"\b20\d\d: \d+–\d+.%, .*\bsvar\b", fact.detail), fact
        if slide.facts or (slide.picture and slide.slide_id != "sted"):
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
    assert both.certainty == "Indre Lund: ikke klart. Ydre Lund: klart."


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


def test_the_first_slide_is_the_meetings_own_title_committee_and_day(atlas: Atlas) -> None:
    slide = one("forside", atlas, "lu-bakken", title="Lys på stierne", day=date(2025, 12, 3))
    assert (slide.title, *slide.notes) == ("Lys på stierne", "Bakken Lokaludvalg", "3. december 2025")
    assert one("forside", atlas, "lu-bakken").title == "Møde i Bakken Lokaludvalg"
    assert one("forside", atlas, "lu-bakken").notes == ()


def test_a_meeting_nobody_set_up_has_neither_gaps_nor_made_questions_nor_proposals(atlas: Atlas) -> None:
    assert not {"ukendt", "talspoergsmaal", "foreslaaet"} & set(USUAL_SLIDES)
    ids = {slide.slide_id for slide in slides_of(atlas, agenda_of(atlas, "lu-lund"))}
    assert ids == set(USUAL_SLIDES) - {"spoergsmaal"}


def test_the_map_has_no_symbols_for_its_words_to_lie_on(atlas: Atlas) -> None:
    plain = one("sted", atlas, "lu-moellehoej", choose(2025, UNDER_85))
    crowded = one("sted", atlas, "lu-moellehoej", choose(2025, UNDER_85, every_year=True))
    for slide in (plain, crowded):
        assert "andre på kortet" not in repr(slide)
        assert not slide.listings
    assert plain.picture.wide.count("<use") == crowded.picture.wide.count("<use")


@pytest.mark.parametrize("committee", COMMITTEES)
def test_one_measure_in_its_newest_year_stands_beside_the_city(atlas: Atlas, committee: str) -> None:
    slide = one("tryghed", atlas, committee)
    areas = [atlas.places[member] for member in atlas.places[committee].members]
    cells = [atlas.newest("insecure_neighbourhood", area.place_id) for area in areas]
    year = max(cell.year for cell in cells if cell is not None)
    assert [fact.name for fact in slide.facts] == [*(area.name for area in areas), "Hele byen"]
    assert all(fact.detail.startswith(f"{year}: ") or fact.missing for fact in slide.facts)
    assert f"I {year} havde" in slide.title
    assert "utrygge i nabolaget" in slide.title


def test_whether_it_differs_from_the_city_is_tested(atlas: Atlas) -> None:
    newest = choose(2025, UNDER_85)
    assert one("tryghed", atlas, "lu-moellehoej", newest).certainty.startswith("Klart færre end i hele byen.")
    assert one("tryghed", atlas, "lu-havnen", newest).certainty.startswith("Ingen klar forskel til hele byen.")
    safer = valued(atlas, havnen=97.0)
    assert one("tryghed", safer, "lu-havnen", newest).certainty.startswith("Klart flere end i hele byen.")
    pair = one("tryghed", atlas, "lu-lund", newest).certainty
    assert spoken(pair).startswith("Indre Lund og Ydre Lund: ingen klar forskel til hele byen.")


def test_a_course_starts_where_there_are_figures(atlas: Atlas) -> None:
    drawn = one("tid", atlas, "lu-moellehoej", choose(2025, UNDER_85)).picture.wide
    first = min(
        year
        for year in atlas.survey_years
        for place in ("moellehoej", CITY.place_id)
        if (cell := atlas.observation("safe_neighbourhood", place, year)).figure or cell.flag_range
    )
    shown = {int(year) for year in re.findall(r">(20\d\d)<", drawn)}
    assert min(shown) == min(first, atlas.years[-1] - 4)
    assert min(shown) > atlas.survey_years[0]


def test_a_course_tells_its_newest_clear_change_and_the_neighbour(atlas: Atlas) -> None:
    evening = choose(2020, "insecure_evening")
    slide = one("tid", atlas, "lu-lund", evening, neighbour=atlas.places["lu-bakken"])
    assert slide.title == danish("Ydre~Lund: klart færre følte sig utrygge aften og nat, 15~% i 2022 mod 27~% i 2020")
    assert danish("Indre~Lund: muligt~fald~fra~2020~til~2022.") in slide.certainty
    assert "Bakken" in slide.certainty
    assert "Bakken" in slide.picture.wide
    assert "Bakken" not in one("tid", atlas, "lu-lund", evening).picture.wide


def test_a_single_figure_is_no_course(atlas: Atlas) -> None:
    title = one("tid", atlas, "lu-engvang").title
    assert title == danish("Engvang: vi har kun ét tal for utrygge i nabolaget, så ændringer kan ikke prøves")


def test_within_the_uncertainty_nothing_rises_or_falls(atlas: Atlas) -> None:
    title = one("tid", atlas, "lu-bakken").title
    assert "ingen klar ændring" in title
    assert not re.search(r"\b(steg|faldt)\b", title)


def test_reported_crime_stands_beside_the_city_and_its_count(atlas: Atlas) -> None:
    slide = one("anmeldt", atlas, "lu-bakken")
    told = "Bakken havde 60 anmeldelser pr. 1.000 indbyggere i 2024, det midterste af områderne 68"
    assert slide.title.replace("\u00a0", " ") == told
    assert "2.400 anmeldelser, 40.000 indbyggere." in slide.notes[-1]
    assert not slide.facts


def test_crime_of_a_committee_of_two_is_said_to_be_computed(atlas: Atlas) -> None:
    slide = one("anmeldt", atlas, "lu-lund")
    assert "6.175 anmeldelser, 80.000 indbyggere" in slide.notes[-1]
    assert t("crime.computed") in " ".join(slide.notes)
    assert t("crime.computed") not in " ".join(one("anmeldt", atlas, "lu-bakken").notes)


@pytest.mark.parametrize("slide_id", ["indsatser", "foreslaaet"])
@pytest.mark.parametrize("committee", COMMITTEES)
def test_every_effort_of_the_groups_is_listed_once(atlas: Atlas, committee: str, slide_id: str) -> None:
    groups = grouped(atlas, atlas.efforts_in(atlas.places[committee]), 2024)
    wanted = SHOWN_GROUPS if slide_id == "indsatser" else (StatusGroup.PROPOSED,)
    names = sorted(effort.name for group in wanted for effort in groups[group])
    made = several(slide_id, atlas, committee)
    lines = [line.text for slide in made for listing in slide.listings for line in listing.lines]
    assert len(lines) == len(names)
    assert all(line.startswith(name) for line, name in zip(sorted(lines), names, strict=True))
    assert all("2024" in slide.certainty and t("effort.record_note") in slide.certainty for slide in made if lines)


def test_efforts_go_on_over_several_slides_and_nothing_is_only_counted(snapshot: Snapshot) -> None:
    made = several("indsatser", busy(snapshot), "lu-bakken")
    lines = [line.text for slide in made for listing in slide.listings for line in listing.lines]
    assert len([line for line in lines if line.startswith("Lygte")]) == DATED + UNDATED
    assert len(made) > 1
    assert all(sum(len(listing.lines) for listing in slide.listings) <= ROOM for slide in made)
    assert len({slide.anchor for slide in made}) == len(made)
    assert not any(" andre" in listing.close for slide in made for listing in slide.listings)
    completed = [slide.title for slide in made if slide.title.startswith("Gennemført: ")]
    assert [title[-9:] for title in completed] == [f" ({n} af {len(completed)})"[-9:] for n in (1, 2)]


def test_without_efforts_another_slide_says_so_and_there_is_no_empty_one(snapshot: Snapshot) -> None:
    efforts = ("upgrades", "partnerships", "housing_plans")
    tables = {key: table.iloc[:0] if key in efforts else table for key, table in snapshot.tables.items()}
    bare = build_atlas(replace(snapshot, tables=tables), "bare", city_atlas())
    made = slides_of(bare, agenda_of(bare, "lu-bakken"))
    told = t("slide.efforts_none", name="Bakken") + "."
    assert "indsatser" not in {slide.slide_id for slide in made}
    assert [slide.slide_id for slide in made if told in slide.notes] == ["sted"]
    (alone,) = slides_of(bare, agenda_of(bare, "lu-bakken", slides=("indsatser",)))
    assert f"{alone.title}." == told


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


def test_each_question_has_a_slide_to_itself(atlas: Atlas) -> None:
    own = tuple(f"Hvad gør vi ved sag nummer {number}?" for number in range(6))
    made = slides_of(atlas, agenda_of(atlas, "lu-engvang", questions=own, slides=("spoergsmaal", "talspoergsmaal")))
    raised = questions_of(atlas, Agenda(CHOICES["2017"], atlas.places["lu-engvang"]))
    assert [slide.title for slide in made] == [*own, *(question.text for question in raised)]
    assert made[1].heading == "Vores spørgsmål (2 af 6)"
    assert several("spoergsmaal", atlas, "lu-engvang", questions=own[:1])[0].heading == "Vores spørgsmål"


def test_a_meeting_whose_slides_say_nothing_has_its_title(atlas: Atlas) -> None:
    (slide,) = slides_of(atlas, agenda_of(atlas, "lu-engvang", slides=("spoergsmaal",)))
    assert slide.slide_id == "forside"


@pytest.mark.parametrize("committee", COMMITTEES)
def test_questions_name_the_sources_they_are_made_from(atlas: Atlas, committee: str) -> None:
    made = questions_of(atlas, Agenda(CHOICES["2025"], atlas.places[committee]))
    slides = several("talspoergsmaal", atlas, committee, choice=CHOICES["2025"])
    for question, slide in zip(made, slides, strict=True):
        assert question.sources or not re.search(r"\d.%|besluttet|løb til", question.text)
        assert bool(slide.source) is bool(question.sources)
        assert any(source_words(each) in slide.source for each in question.sources) is bool(question.sources)


@pytest.mark.parametrize("order", [USUAL_SLIDES[-2::-1], USUAL_SLIDES[2:5], *list(permutations(SLIDES[:3]))[2:4]])
def test_hiding_and_reordering_only_hides_and_reorders(atlas: Atlas, slides: Slides, order: tuple[str, ...]) -> None:
    usual = slides(agenda_of(atlas, "lu-lund"))
    moved = slides_of(atlas, agenda_of(atlas, "lu-lund", slides=order))
    assert [slide_id for slide_id, _ in groupby(slide.slide_id for slide in moved)] == list(order)
    assert all(slide == usual[slide.anchor] for slide in moved)


@pytest.mark.parametrize(("broken", "gone"), [("survey", {"tryghed", "tid"}), ("crime", {"anmeldt"})])
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
def test_a_broken_table_of_efforts_is_named(snapshot: Snapshot, broken: str) -> None:
    made = several("indsatser", without(snapshot, broken), "lu-moellehoej")
    assert made
    assert all(f"data/{broken}.csv" in slide.certainty + slide.trouble for slide in made)


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


def test_slides_and_handout_follow_what_is_called_clear_and_say_so_where_it_is_not_as_usual(atlas: Atlas) -> None:
    condition = t("clear.short.large_design_effect")
    judged = atlas.under(CLEAR_UNDER["large_design_effect"])
    agenda = agenda_of(atlas, "lu-havnen", CHOICES["2025"])
    usual, other = slides_of(atlas, agenda), slides_of(judged, agenda)
    assert not any(condition in slide.certainty for slide in usual)
    told = {slide.slide_id for slide in other if slide.certainty.count(condition) == 1}
    assert told == {slide.slide_id for slide in other} & {"sted", "tryghed", "tid", "talspoergsmaal"}
    states = [
        [fact.state for slide in slides for fact in slide.facts if slide.slide_id == "sted"]
        for slides in (usual, other)
    ]
    assert states[0] != states[1]
    assert handout_of(judged, agenda, link=None, slides=other).certainty.count(condition) == 1
    assert condition not in handout_of(atlas, agenda, link=None, slides=usual).certainty
