"""The hand-out: one tagged A4 page in black and grey for every committee, with every word it promises."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date

import pytest
from pypdf import PdfReader

from sikkerby_geo.domain.atlas import build_atlas
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.library import path_of, read_library
from sikkerby_geo.text import NO_BREAK_SPACE, t
from sikkerby_geo.views.choice import Choice, newest
from sikkerby_geo.views.meeting.agenda import LONGEST_QUESTION, LONGEST_TITLE, MOST_QUESTIONS, Agenda
from sikkerby_geo.views.meeting.handout import MOST_EFFORTS, handout_of
from sikkerby_geo.views.meeting.handout_print import handout_pdf
from sikkerby_geo.views.meeting.qr import meeting_link
from sikkerby_geo.views.meeting.questions import questions_of
from sikkerby_geo.views.pictures import greyed
from sikkerby_geo.views.svg_text import BLANK, printable

PRINTED = date(2026, 11, 22)
A4 = (595, 842)
LINK = meeting_link("https://sikkerby.example.dk", {"udvalg": "noerrebro", "vis": "1"})
SENTENCE = "Hvordan kan vi med naboer, foreninger, skolen og kommunen gøre stierne mere trygge om aftenen til vinter?"
COMMITTEES = (
    *("amager-oest", "amager-vest", "bispebjerg", "broenshoej-husum", "christianshavn", "indre-by", "kgs-enghave"),
    *("noerrebro", "oesterbro", "valby", "vanloese", "vesterbro"),
)


def agenda_of(atlas, name: str, **more: object) -> Agenda:
    rule, year = newest(atlas)
    choice = Choice(year, rule.measure_id, rule.rule_id, Level.SURVEY_AREA)
    return Agenda(choice=choice, committee=atlas.places[f"lu-{name}"], **more)


def printed(atlas, agenda: Agenda, link: str | None = LINK) -> bytes:
    return handout_pdf(handout_of(atlas, agenda, link=link), version="0123456789", printed=PRINTED)


def opened(document: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(document))


def plain(text: str) -> str:
    """Text without regard to spaces, line ends and the kind of hyphen: a PDF has its own."""
    return re.sub(r"[\s\u200b\u00ad]", "", text.replace("\u2011", "-"))


def words_of(document: bytes) -> str:
    return plain("".join(page.extract_text() for page in opened(document).pages))


def elements(reader: PdfReader) -> list[dict]:
    """Every element of the structure tree."""
    found, waiting = [], [reader.trailer["/Root"]["/StructTreeRoot"]]
    while waiting:
        node = waiting.pop()
        found += [node] if "/S" in node else []
        children = node.get("/K", [])
        children = children if isinstance(children, list) else [children]
        waiting += [child.get_object() for child in children if hasattr(child.get_object(), "get")]
    return found


def heights(document: bytes) -> list[tuple[float, str]]:
    """Every piece of text of the page with its height above the foot, from the top down."""
    found: list[tuple[float, str]] = []

    def note(text: str, matrix: list[float], within: list[float], *_: object) -> None:
        if text.strip():
            found.append((matrix[5] * within[3] + within[5] if within[3] else matrix[5], text))

    opened(document).pages[0].extract_text(visitor_text=note)
    return sorted(found, key=lambda each: -abs(each[0]))


@pytest.mark.parametrize("name", COMMITTEES)
def test_every_committee_has_one_tagged_danish_page_with_all_it_promises(atlas, name):
    agenda = agenda_of(atlas, name)
    handout = handout_of(atlas, agenda, link=LINK)
    document = handout_pdf(handout, version="0123456789", printed=PRINTED)
    reader = opened(document)
    root = reader.trailer["/Root"]
    assert len(reader.pages) == 1
    assert tuple(round(float(side)) for side in reader.pages[0].mediabox[2:]) == A4
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "da-DK"
    assert "pdfuaid:part" in root["/Metadata"].get_data().decode()
    assert plain(reader.metadata.title) == plain(handout.title)
    kinds = [element["/S"] for element in elements(reader)]
    assert kinds.count("/H1") == 1
    assert kinds.count("/TH") == len(handout.columns) + 1
    assert kinds.count("/TR") == 4
    text = words_of(document)
    stated = [part for row in handout.rows for cell in row.cells for part in (cell.figure, cell.words, cell.state)]
    for wanted in (
        handout.kicker,
        handout.title,
        handout.certainty,
        handout.map.title,
        *(words for _, words in handout.key),
        *handout.columns,
        *stated,
        handout.rows_note,
        *handout.efforts,
        *handout.gaps,
        *handout.questions,
        *handout.sources,
        handout.qr.words,
        "Data 01234567. Udskrevet 22. november 2026.",
    ):
        assert plain(wanted) in text, wanted


@pytest.mark.parametrize("name", COMMITTEES)
def test_every_picture_has_its_words(atlas, name):
    handout = handout_of(atlas, agenda_of(atlas, name), link=LINK)
    reader = opened(handout_pdf(handout, version="0123456789", printed=PRINTED))
    told = sorted(plain(element["/Alt"]) for element in elements(reader) if element["/S"] == "/Figure")
    swatches = [t("handout.swatch", words=words) for _, words in handout.key]
    always = [handout.map.alt, handout.qr.alt, *swatches]
    assert told == sorted(map(plain, [*always, handout.trend.alt]))
    for row, area in zip(handout.rows[0].cells, handout.columns, strict=True):
        if area != "Hele byen":
            assert f"{area}, {row.figure or row.words}, {row.state}" in handout.map.alt


@pytest.mark.parametrize("name", COMMITTEES)
@pytest.mark.parametrize("question", [SENTENCE, "W" * LONGEST_QUESTION, "å " * (LONGEST_QUESTION // 2)])
def test_six_of_the_longest_questions_still_fit_above_the_sources(atlas, name, question):
    asked = tuple(f"{number}{question}"[:LONGEST_QUESTION] for number in range(MOST_QUESTIONS))
    title = "W" * LONGEST_TITLE
    agenda = agenda_of(atlas, name, title=title, day=date(2026, 12, 3), questions=asked)
    document = printed(atlas, agenda, link=None)
    assert len(opened(document).pages) == 1
    text = words_of(document)
    assert all(plain(words) in text for words in (*asked, title, "3. december 2026"))
    lines = [line for _, line in heights(document)]
    sources = next(number for number, line in enumerate(lines) if line.lstrip().startswith("Kilder:"))
    assert not any(re.search(r"W{8}|å å å|trygge om aftenen", line) for line in lines[sources:])
    lowest, source_height = abs(heights(document)[sources - 1][0]), abs(heights(document)[sources][0])
    assert lowest - source_height > 9


def test_there_is_not_a_spot_of_colour(atlas):
    handout = handout_of(atlas, agenda_of(atlas, "noerrebro", neighbour=atlas.places["valby"]), link=LINK)
    for svg in (handout.map.svg, handout.trend.svg, handout.qr.svg, *(svg for svg, _ in handout.key)):
        colours = re.findall(r'(?<=")#([0-9A-Fa-f]{3,8})(?=")', svg)
        assert colours
        assert all(len(set(zip(colour[::2], colour[1::2], strict=True))) == 1 for colour in colours if len(colour) == 6)
        assert not re.search(r'"(red|blue|green|purple|rgb\()', svg)
    content = opened(printed(atlas, agenda_of(atlas, "noerrebro"))).pages[0].get_contents().get_data().decode("latin-1")
    inks = re.findall(r"([\d.]+) ([\d.]+) ([\d.]+) (?:scn|SCN|rg|RG)\b", content)
    assert inks
    assert all(len({round(float(part), 3) for part in ink}) == 1 for ink in inks)


def test_a_colour_becomes_the_grey_of_its_lightness():
    assert greyed('<path fill="#FFFFFF" stroke="#000"/>') == '<path fill="#FFFFFF" stroke="#000000"/>'
    assert greyed('<path fill="#8E5AA0"/>') == '<path fill="#727272"/>'
    assert greyed('<use href="#abc" fill="url(#abc)"/>') == '<use href="#abc" fill="url(#abc)"/>'


def test_norrebro_has_a_column_for_each_of_its_areas_and_its_figures_are_the_atlas_s(atlas):
    handout = handout_of(atlas, agenda_of(atlas, "noerrebro"), link=LINK)
    assert handout.columns == ("Indre Nørrebro", "Ydre Nørrebro", "Hele byen")
    assert handout.title == (
        "Nørrebro: over 10 % utrygge i 2018 og 2020, men ikke i 2017. "
        "I 2026 er 86 % trygge: mindst 85 % trygge, usikkert."
    ).replace(" %", f"{NO_BREAK_SPACE}%")
    newest_row = handout.rows[0]
    assert [cell.figure for cell in newest_row.cells] == [f"{value}{NO_BREAK_SPACE}%" for value in (88, 84, 86)]
    assert newest_row.cells[1].words == f"(79–88{NO_BREAK_SPACE}%), ca. 231 svar (antaget), 2026, læst i afskrift"
    assert newest_row.cells[1].state == f"Under 85{NO_BREAK_SPACE}% trygge, usikkert"
    assert "regnet sammen af Indre Nørrebro og Ydre Nørrebro" in handout.certainty
    assert len(handout.efforts) == MOST_EFFORTS + 1
    assert handout.efforts[-1] == t("handout.more_efforts", count=33 - MOST_EFFORTS)


def test_efforts_are_told_as_they_stand_today_whatever_year_the_map_shows(atlas):
    agenda = agenda_of(atlas, "noerrebro")
    older = replace(agenda, choice=Choice(2018, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA))
    assert handout_of(atlas, older, link=LINK).efforts == handout_of(atlas, agenda, link=LINK).efforts
    assert (
        "Nørrebroparken, gavl mod Stefansgade, videoovervågning, 2021, gennemført"
        in handout_of(atlas, older, link=LINK).efforts
    )


def test_a_figure_known_as_a_bound_alone_is_said_in_words_and_never_as_a_number(atlas):
    handout = handout_of(atlas, agenda_of(atlas, "christianshavn"), link=LINK)
    insecure = handout.rows[1]
    assert insecure.subject == "Utrygge i nabolaget, 2020"
    assert insecure.cells[0].figure == ""
    assert insecure.cells[0].words == f"højst 10{NO_BREAK_SPACE}%, 2020"


def test_the_chosen_neighbour_stands_beside_the_committee(atlas):
    alone = handout_of(atlas, agenda_of(atlas, "valby", neighbour=atlas.places["vanloese"]), link=LINK)
    assert alone.columns == ("Valby", "Vanløse", "Hele byen")
    assert "Vanløse" in alone.trend.alt
    pair = handout_of(atlas, agenda_of(atlas, "noerrebro", neighbour=atlas.places["vanloese"]), link=LINK)
    assert pair.columns == ("Indre Nørrebro", "Ydre Nørrebro", "Vanløse")


def test_own_questions_come_first_and_leave_room_for_one_from_the_figures(atlas):
    own = tuple(f"Spørgsmål {number}?" for number in range(MOST_QUESTIONS))
    handout = handout_of(atlas, agenda_of(atlas, "bispebjerg", questions=own), link=LINK)
    assert handout.questions[:MOST_QUESTIONS] == own
    assert len(handout.questions) == MOST_QUESTIONS + 1


@pytest.mark.parametrize("name", COMMITTEES)
def test_the_sources_are_those_of_all_that_is_said(atlas, name):
    agenda = agenda_of(atlas, name)
    handout = handout_of(atlas, agenda, link=LINK)
    generated = [question for question in questions_of(atlas, agenda) if question.text in handout.questions]
    newest_cell = atlas.cell(agenda.choice.measure_id, agenda.committee.members[0], agenda.choice.year)
    needed = {*newest_cell.sources, *(source for question in generated for source in question.sources)}
    assert all(source.title in handout.sources[0] for source in needed)
    efforts = atlas.efforts_in(agenda.committee)
    for line in handout.efforts[:MOST_EFFORTS]:
        told = [effort.source.title for effort in efforts if line.startswith(effort.name)]
        assert any(title in handout.sources[0] for title in told), line


def test_own_words_are_printed_as_they_stand_and_signs_we_lack_as_a_box(atlas):
    markup = r'#strong[A] *b* _c_ $x$ \d <e> @f `g` // h /* i */ = #import "x"'
    agenda = agenda_of(atlas, "valby", title="Møde 👩\u200d🚒 中文 om lys", questions=(markup, "😀" * 9))
    document = printed(atlas, agenda)
    assert plain(markup) in words_of(document)
    assert plain(f"Møde {BLANK} {BLANK} om lys") in words_of(document)
    assert printable("Ærø – »10 %« ≤ ½ é") == "Ærø – »10 %« ≤ ½ é"


def test_the_reason_stands_where_there_is_no_code(atlas):
    agenda = agenda_of(atlas, "valby")
    assert plain(t("qr.none")) in words_of(printed(atlas, agenda, link=None))
    long = LINK + "&spm1=" + "x" * 900
    assert plain(t("qr.dense", length=len(long))) in words_of(printed(atlas, agenda, link=long))


def test_the_same_meeting_is_the_same_bytes(atlas):
    assert printed(atlas, agenda_of(atlas, "valby")) == printed(atlas, agenda_of(atlas, "valby"))


@pytest.mark.parametrize("year", [2009, 2015, 2017, 2022])
@pytest.mark.parametrize("measure", ["insecure_neighbourhood", "safe_evening"])
def test_any_year_and_measure_gives_one_page(atlas, year, measure):
    agenda = agenda_of(atlas, "noerrebro")
    agenda = replace(agenda, choice=Choice(year, measure, None, Level.SURVEY_AREA))
    assert len(opened(printed(atlas, agenda)).pages) == 1


@pytest.mark.parametrize("dataset", ["survey", "crime", "upgrades", "survey_areas_layer", "backdrop_layer", "manifest"])
def test_the_rest_of_the_page_stands_without_a_file(copy_data, dataset):
    root = copy_data()
    (root / path_of(dataset)).write_text("kan ikke læses", encoding="utf-8")
    broken = build_atlas(read_library(root), "broken")
    choice = Choice(2017, "insecure_neighbourhood", "over_10_insecure", Level.SURVEY_AREA)
    agenda = Agenda(choice=choice, committee=broken.places["lu-noerrebro"])
    handout = handout_of(broken, agenda, link=LINK)
    document = handout_pdf(handout, version="0123456789", printed=PRINTED)
    assert len(opened(document).pages) == 1
    if dataset == "survey_areas_layer":
        assert handout.map.svg == ""
        assert plain(path_of(dataset)) in words_of(document)
    if dataset == "survey":
        assert handout.rows[0].cells[0].words == t("missing_short.unreadable")
