"""The hand-out: one tagged A4 page in black and grey for every committee, with every word it promises."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from datetime import date

import pytest

from sikkerby_geo.build import atlas_of
from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.facts.sources import Source
from sikkerby_geo.store.files import path_of
from sikkerby_geo.text import t
from sikkerby_geo.views.base.figures import source_words
from sikkerby_geo.views.base.pictures import greyed
from sikkerby_geo.views.base.svg_text import BLANK, printable
from sikkerby_geo.views.meeting.agenda import (
    LONGEST_QUESTION,
    LONGEST_TITLE,
    MOST_QUESTIONS,
    SLIDES,
    USUAL_SLIDES,
    Agenda,
)
from sikkerby_geo.views.meeting.handout import MOST_NAMED, handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.qr import meeting_link, why_no_code
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.meeting.slides import slides_of
from tests.toytown.city import COMMITTEES
from tests.views.asking import UNDER_85, choose, danish
from tests.views.busy import DATED, DECIDED, UNDATED, busy
from tests.views.meeting.conftest import PRINTED
from tests.views.meeting.printed import (
    elements,
    lines_below_the_sources,
    opened,
    plain,
    room_above_the_sources,
    words_of,
)

A4 = (595, 842)
LINK = meeting_link("https://sikkerby.example.dk", {"udvalg": "lund", "vis": "1"})
SENTENCE = "Hvordan kan vi med naboer, foreninger, skolen og kommunen gøre stierne mere trygge om aftenen til vinter?"


def agenda_of(atlas: Atlas, committee: str, **more: object) -> Agenda:
    choice = more.pop("choice", choose(2025, UNDER_85))
    return Agenda(choice=choice, committee=atlas.places[committee], **more)


def printed(atlas: Atlas, agenda: Agenda, link: str | None = LINK) -> bytes:
    return handout_pdf(handout_of(atlas, agenda, link=link), version="0123456789", printed=PRINTED)


@pytest.mark.parametrize("slides", [USUAL_SLIDES, SLIDES], ids=["usual", "all"])
@pytest.mark.parametrize("committee", COMMITTEES)
def test_every_committee_has_one_tagged_danish_page_with_all_it_promises(atlas, handout, page, committee, slides):
    agenda = agenda_of(atlas, committee, slides=slides)
    says, document = handout(agenda, LINK), page(agenda, LINK)
    reader = opened(document)
    root = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == A4
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da-DK"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert plain(reader.metadata.title) == plain(says.title)
    kinds = [element["/S"] for element in elements(reader)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/TH") == len(says.columns) + 1
    assert kinds.count("/TR") == 1 + len(says.rows)
    text = words_of(document)
    stated = [part for row in says.rows for cell in row.cells for part in (cell.figure, cell.words, cell.state)]
    for wanted in (
        says.kicker,
        says.title,
        says.certainty,
        says.map.title,
        *(words for _, words in says.key),
        *says.columns,
        *stated,
        says.rows_note,
        *says.efforts,
        *says.gaps,
        *says.questions,
        *says.sources,
        says.qr.words,
        "Data 01234567. Udskrevet 22. november 2025.",
    ):
        assert plain(wanted) in text, wanted


@pytest.mark.parametrize("committee", COMMITTEES)
def test_every_picture_has_its_words(atlas, handout, page, committee):
    agenda = agenda_of(atlas, committee)
    says = handout(agenda, LINK)
    told = sorted(
        plain(element["/Alt"]) for element in elements(opened(page(agenda, LINK))) if element["/S"] == "/Figure"
    )
    swatches = [t("handout.swatch", words=words) for _, words in says.key]
    always = [says.map.alt, says.qr.alt, *swatches]
    assert told == sorted(map(plain, [*always, says.trend.alt]))
    for row, area in zip(says.rows[0].cells, says.columns, strict=True):
        if area != "Hele byen":
            assert f"{area}, {row.figure or row.words}, {row.state}" in says.map.alt


@pytest.mark.parametrize("committee", ["lu-lund", "lu-moellehoej"])
@pytest.mark.parametrize("question", [SENTENCE, "W" * LONGEST_QUESTION, "å " * (LONGEST_QUESTION // 2)])
def test_six_of_the_longest_questions_still_fit_above_the_sources(atlas, committee, question):
    asked = tuple(f"{number}{question}"[:LONGEST_QUESTION] for number in range(MOST_QUESTIONS))
    title = "W" * LONGEST_TITLE
    agenda = agenda_of(atlas, committee, title=title, day=date(2025, 12, 3), questions=asked)
    document = printed(atlas, agenda, link=None)
    assert len(opened(document).pages) == 1
    text = words_of(document)
    assert all(plain(words) in text for words in (*asked, title, "3. december 2025"))
    assert not any(re.search(r"W{8}|å å å|trygge om aftenen", line) for line in lines_below_the_sources(document))
    assert room_above_the_sources(document) > 9


def test_there_is_not_a_spot_of_colour(atlas, handout, page):
    beside = handout(agenda_of(atlas, "lu-lund", neighbour=atlas.places["bakken"]), LINK)
    for svg in (beside.map.svg, beside.trend.svg, beside.qr.svg, *(svg for svg, _ in beside.key)):
        colours = re.findall(r'(?<=")#([0-9A-Fa-f]{3,8})(?=")', svg)
        assert colours
        assert all(len(set(zip(colour[::2], colour[1::2], strict=True))) == 1 for colour in colours if len(colour) == 6)
        assert not re.search(r'"(red|blue|green|purple|rgb\()', svg)
    content = opened(page(agenda_of(atlas, "lu-lund"), LINK)).pages[0].get_contents().get_data().decode("latin-1")
    inks = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN|rg|RG)\b", content)
    assert inks
    assert all(len({round(float(part), 3) for part in ink}) == 1 for ink in inks)


def test_a_colour_becomes_the_grey_of_its_lightness():
    assert greyed('<path fill="#FFFFFF" stroke="#000"/>') == '<path fill="#FFFFFF" stroke="#000000"/>'
    assert greyed('<path fill="#8E5AA0"/>') == '<path fill="#727272"/>'
    assert greyed('<use href="#abc" fill="url(#abc)"/>') == '<use href="#abc" fill="url(#abc)"/>'


def test_a_committee_of_two_has_a_column_for_each_and_its_figures_are_the_atlas_s(atlas, handout):
    says = handout(agenda_of(atlas, "lu-lund"), LINK)
    assert says.columns == ("Indre Lund", "Ydre Lund", "Hele byen")
    newest_row = says.rows[0]
    assert [cell.figure for cell in newest_row.cells] == [danish(f"{value}~%") for value in (88, 82, 86)]
    assert newest_row.cells[1].words == danish("(77–86~%), ca. 231 svar (skønnet), 2025, gengivet af andre")
    assert newest_row.cells[1].state == danish("Under 85~% trygge, ikke klart")
    assert "Lund består af Indre Lund og Ydre Lund" in says.certainty


@pytest.mark.parametrize("order", [USUAL_SLIDES, ("tid", "sted"), ("anmeldt", "tryghed"), ("indsatser",)])
def test_the_page_tells_the_slides_story_in_their_titles_and_of_their_measure(atlas, handout, order):
    agenda = agenda_of(atlas, "lu-moellehoej", slides=order, choice=choose(2018))
    says = handout(agenda, LINK)
    told = repr(says).replace("\\xa0", "\u00a0")
    content = [slide for slide in slides_of(atlas, agenda) if slide.slide_id != "forside"]
    assert says.title == f"{content[0].title}."
    for slide in content:
        assert slide.title in told or slide.slide_id == "indsatser"
    assert "Trygge i" not in told
    assert bool(says.map.svg) is ("sted" in order)
    assert bool(says.trend.svg) is ("tid" in order)
    assert bool(says.efforts) is ("indsatser" in order)
    assert ("anmeldelser" in told) is ("anmeldt" in order)
    assert [row.subject for row in says.rows if "2018" in row.subject] == (
        ["Utrygge i nabolaget, 2018"] if "sted" in order else []
    )


def test_gaps_proposals_and_made_questions_are_on_paper_only_where_they_are_shown(atlas, handout):
    plain = handout(agenda_of(atlas, "lu-oeen", questions=("Hvad nu?",)), LINK)
    assert (plain.gaps, plain.questions) == ((), ("Hvad nu?",))
    assert plain.efforts == (danish("For Øen har vi kun fundet indsatser, der er foreslået eller opgivet."),)
    chosen = (*USUAL_SLIDES, "foreslaaet", "ukendt", "talspoergsmaal")
    full = handout(agenda_of(atlas, "lu-oeen", questions=("Hvad nu?",), slides=chosen), LINK)
    assert full.gaps
    assert full.questions[0] == "Hvad nu?"
    assert len(full.questions) > 1
    assert full.efforts[-1].startswith("Kun foreslået, ")
    hidden = handout(agenda_of(atlas, "lu-oeen", questions=("Hvad nu?",), slides=("sted",)), LINK)
    assert (hidden.questions, hidden.efforts) == ((), ())


def test_a_meeting_of_its_title_and_questions_alone_is_a_page_of_them(atlas, handout):
    agenda = agenda_of(atlas, "lu-bakken", slides=("forside", "spoergsmaal"), title="Lys", questions=("Hvor?",))
    says = handout(agenda, LINK)
    assert (says.title, says.own_title, says.questions) == ("Lys", "", ("Hvor?",))
    assert len(opened(printed(atlas, agenda)).pages) == 1


def test_efforts_are_told_as_they_stand_today_whatever_year_the_map_shows(atlas, handout):
    older = handout(agenda_of(atlas, "lu-moellehoej", choice=choose(2016)), LINK)
    assert older.efforts == handout(agenda_of(atlas, "lu-moellehoej"), LINK).efforts
    (completed,) = [line for line in older.efforts if line.startswith("Gennemført")]
    assert "Møllevej, belysning, 2017–2018" in completed


def test_the_newest_efforts_of_a_group_are_named_and_all_are_counted(snapshot):
    atlas = busy(snapshot)
    (completed,) = [
        line
        for line in handout_of(atlas, agenda_of(atlas, "lu-bakken"), link=LINK).efforts
        if line.startswith("Gennemført")
    ]
    assert f"Gennemført, {DATED + UNDATED}" in completed or f"Gennemført, {DATED - 1 + UNDATED}" in completed
    assert "Lygte 2020, belysning, 2020; Lygte 2019" in completed
    assert completed.count(";") == MOST_NAMED - 1
    assert "Hele listen står på siden Indsatser." in completed


def test_a_figure_known_as_a_bound_alone_is_said_in_words_and_never_as_a_number(atlas, handout):
    bounded = handout(agenda_of(atlas, "lu-fjordby", choice=choose(2017)), LINK).rows[0]
    assert bounded.subject == "Utrygge i nabolaget, 2017"
    assert bounded.cells[0].figure == ""
    assert bounded.cells[0].words == danish("højst 10~%, 2017")


def test_the_chosen_neighbour_stands_beside_the_committee(atlas, handout):
    alone = handout(agenda_of(atlas, "lu-bakken", neighbour=atlas.places["havnen"]), LINK)
    assert alone.columns == ("Bakken", "Havnen", "Hele byen")
    assert "Havnen" in alone.trend.alt
    pair = handout(agenda_of(atlas, "lu-lund", neighbour=atlas.places["havnen"]), LINK)
    assert pair.columns == ("Indre Lund", "Ydre Lund", "Havnen")


def test_own_questions_come_first_and_leave_room_for_one_from_the_figures(atlas, handout):
    own = tuple(f"Spørgsmål {number}?" for number in range(MOST_QUESTIONS))
    says = handout(agenda_of(atlas, "lu-dalum", questions=own, slides=SLIDES), LINK)
    assert says.questions[:MOST_QUESTIONS] == own
    assert len(says.questions) == MOST_QUESTIONS + 1


def told_of(source: Source) -> str:
    """A survey passed on is named as the survey, any other source by its title under its publisher."""
    return source_words(source) if source.relays else source.title


@pytest.mark.parametrize("committee", COMMITTEES)
def test_the_sources_are_those_of_all_that_is_said(atlas, handout, committee):
    agenda = agenda_of(atlas, committee, slides=SLIDES)
    says = handout(agenda, LINK)
    generated = [question for question in questions_of(atlas, agenda) if question.text in says.questions]
    newest_cell = atlas.observation(agenda.choice.indicator_id, agenda.committee.members[0], agenda.choice.year)
    needed = {*newest_cell.sources, *(source for question in generated for source in question.sources)}
    assert all(told_of(source) in says.sources[0] for source in needed)
    efforts = atlas.efforts_in(agenda.committee)
    named = [effort for effort in efforts if any(f" {effort.name}," in line for line in says.efforts)]
    assert bool(named) is any(";" in line or ", " in line[:30] for line in says.efforts if "fundet" not in line)
    assert all(effort.source.title in says.sources[0] for effort in named)


def test_an_effort_or_a_question_with_a_source_of_its_own_names_it(atlas, snapshot):
    upgrades = snapshot.table("upgrades").copy()
    upgrades.loc[upgrades.upgrade_id == "u-bakken-byrum", "source_id"] = "rygte"
    told = build_atlas(replace(snapshot, tables={**snapshot.tables, "upgrades": upgrades}), "told", atlas)
    crowded = busy(snapshot)
    title = atlas.sources["rygte"].title
    agenda = agenda_of(atlas, "lu-bakken", slides=SLIDES)
    assert title not in handout_of(atlas, agenda, link=LINK).sources[0]
    assert title in handout_of(told, agenda, link=LINK).sources[0]
    asked = handout_of(crowded, agenda, link=LINK)
    assert any(f"besluttet i {DECIDED}" in question for question in asked.questions)
    assert title in asked.sources[0]


def test_own_words_are_printed_as_they_stand_and_signs_we_lack_as_a_box(atlas):
    markup = r'#strong[A] *b* _c_ $x$ \d <e> @f `g` // h /* i */ = #import "x"'
    agenda = agenda_of(atlas, "lu-bakken", title="Møde 👩\u200d🚒 中文 om lys", questions=(markup, "😀" * 9))
    document = printed(atlas, agenda)
    assert plain(markup) in words_of(document)
    assert plain(f"Møde {BLANK} {BLANK} om lys") in words_of(document)
    assert printable("Ærø – »10 %« ≤ ½ é") == "Ærø – »10 %« ≤ ½ é"


def test_where_there_is_no_code_nothing_is_printed_about_it(atlas):
    agenda = agenda_of(atlas, "lu-bakken")
    for link in (None, LINK + "&spm1=" + "x" * 900):
        words = words_of(printed(atlas, agenda, link=link))
        assert "QR" not in words
        assert plain(t("qr.open")) not in words
        assert why_no_code(link)
    assert plain(t("qr.open")) in words_of(printed(atlas, agenda))
    assert not why_no_code(LINK)


def test_the_same_meeting_is_the_same_bytes(atlas):
    assert printed(atlas, agenda_of(atlas, "lu-bakken")) == printed(atlas, agenda_of(atlas, "lu-bakken"))


@pytest.mark.parametrize("year", [2013, 2015, 2017, 2022])
@pytest.mark.parametrize("measure", ["insecure_neighbourhood", "safe_evening"])
def test_any_year_and_measure_gives_one_page(atlas, page, year, measure):
    assert len(opened(page(agenda_of(atlas, "lu-lund", choice=choose(year, measure)), LINK)).pages) == 1


@pytest.mark.parametrize("dataset", ["survey", "crime", "upgrades", "survey_areas_layer", "backdrop_layer", "manifest"])
def test_the_rest_of_the_page_stands_without_a_file(atlas, toy_root, tmp_path, dataset):
    root = shutil.copytree(toy_root, tmp_path / "city")
    (root / path_of(dataset)).write_text("kan ikke læses", encoding="utf-8")
    broken = atlas_of(root, atlas)
    says = handout_of(broken, agenda_of(broken, "lu-lund", choice=choose(2017)), link=LINK)
    document = handout_pdf(says, version="0123456789", printed=PRINTED)
    assert len(opened(document).pages) == 1
    if dataset == "survey_areas_layer":
        assert says.map.svg == ""
        assert plain(path_of(dataset)) in words_of(document)
    if dataset == "survey":
        assert says.rows[0].cells[0].words == t("missing_short.unreadable")


def test_the_table_says_how_it_is_read_and_that_safe_is_not_the_rest(atlas, handout):
    note = handout(agenda_of(atlas, COMMITTEES[0]), LINK).rows_note
    assert all(t(key) in note for key in ("handout.brackets", "handout.not_the_rest", "profile.crime_year"))
