"""Every page printed from the browser, A4 both ways: few sheets, none near-blank, nothing cut or covered."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect
from pypdf import PageObject, PdfReader

from tests.browser.map_screen import FRAME
from tests.browser.screens import at_rest, resize

UPRIGHT, ACROSS = (718, 1032), (1047, 703)
"""What the page has of an A4 sheet between its margins, in CSS pixels."""
CONTROLS = ("input", "[role=combobox]", "[role=slider]", "summary", "[data-testid=stPageLink]", ".stDownloadButton")
CONTROLS += (".st-key-moede-preview iframe", ".st-key-list .help")
CUT = """() => [...document.querySelectorAll('.stApp :is(h1, h2, h3, p, li, th, td, dd, table, svg, iframe)')]
    .filter(node => node.getClientRects().length && !node.closest('.unseen, caption.unseen, svg svg'))
    .filter(node => node.getBoundingClientRect().right > innerWidth + 1 || node.getBoundingClientRect().left < -1)
    .map(node => `${node.tagName} ${node.className.baseVal ?? node.className}: ${node.textContent.slice(0, 40)}`)"""
COVERED = """() => {
    const parts = '.stApp :is(iframe, .drawn-map, .legend section, .sheet table, .facts table, .chart-card)';
    const boxes = [...document.querySelectorAll(parts)]
        .filter(node => node.getClientRects().length).map(node => [node, node.getBoundingClientRect()]);
    const beside = (a, b) => a.right <= b.left + 1 || b.right <= a.left + 1;
    const meet = (a, b) => !beside(a, b) && a.top < b.bottom - 1 && b.top < a.bottom - 1;
    return boxes.flatMap(([one, a], at) => boxes.slice(at + 1)
        .filter(([other, b]) => !one.contains(other) && meet(a, b))
        .map(([other]) => `${one.tagName}.${one.className} / ${other.tagName}.${other.className}`));
}"""
ON_PAPER = """() => {
    const size = () => { const {x, y} = map.getSize(); return [x, y]; };
    const before = size();
    dispatchEvent(new Event('beforeprint'));
    const paper = size(), names = [...document.querySelectorAll('.label')].map(node => node.getBoundingClientRect());
    const outside = names.filter(box => box.left < 0 || box.right > paper[0] || box.top < 0 || box.bottom > paper[1]);
    dispatchEvent(new Event('afterprint'));
    return {paper, names: names.length, outside: outside.length, same: String(size()) === String(before)};
}"""
LEAST_LINES = 6
LEAST_REACH = 0.3
"""How far down a sheet that is followed by another has words, as a share of its height."""


@dataclass(frozen=True)
class Printed:
    """An address, how many sheets it may take upright and across, and words that must be on them."""

    address: str
    sheets: tuple[int, int]
    words: tuple[str, ...]


PAGES = {
    "kort": Printed("/?aar=2017", (3, 5), ("Alle områder i tal", "Møllehøj klart 21 %", "kun grænsen kendt")),
    "bydel": Printed("/bydel?sted=moellehoej", (6, 8), ("De nyeste tal", "Ældre mål", "Naboer")),
    "udvikling": Printed("/udvikling", (4, 6), ("De to år på samme skala",)),
    "maal": Printed("/maal?aar=2017", (6, 8), ("Siden 2010: 1 af 9 mål", "Gennemført på to skoler")),
    "indsatser": Printed("/indsatser", (5, 7), ("Penge og antal efter stadie", "Møllehaven Helhedsplan")),
    "prioritering": Printed("/prioritering", (3, 5), ("Et signal, ikke en årsag.", "kendte indsatser")),
    "moede": Printed("/moede", (1, 1), ("Vælg et lokaludvalg",)),
    "moede, prepared": Printed("/moede?udvalg=lund", (1, 1), ("klar til visning", "kan udskrives som uddeling")),
    "aarsrapport": Printed(
        "/aarsrapport?rapport=2025", (15, 19), ("Kort fortalt", "Ikke skrevet endnu.", "Nøgletal for kriminalitet")
    ),
    "om_tallene": Printed("/om_tallene?afsnit=uenighed", (2, 3), ("Kilderne er uenige om", "Møllehøj 2025")),
}

WITH_MAP = ("kort", "indsatser", "prioritering")


def read(sheet: PageObject) -> tuple[str, list[float]]:
    """The words of a sheet, and the heights above its foot at which they stand: from the top, each once, as shares of
    the sheet's height."""
    found: set[float] = set()

    def note(text: str, outer: list[float], inner: list[float], *_: object) -> None:
        if text.strip():
            found.add(round((outer[1] * inner[4] + outer[3] * inner[5] + outer[5]) / float(sheet.mediabox.height), 2))

    words = sheet.extract_text(visitor_text=note)
    return words, sorted(found, reverse=True)


def printed(page: Page, across: bool) -> list[PageObject]:
    return list(PdfReader(io.BytesIO(page.pdf(format="A4", landscape=across))).pages)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_on_paper(visit, name):
    wanted = PAGES[name]
    page = at_rest(visit(wanted.address))
    expect(page.locator("h1, h2").first).to_be_visible()
    if name in WITH_MAP:
        expect(page.frame_locator(FRAME).first.locator("body[data-painted]")).to_be_attached()
    for across, most in enumerate(wanted.sheets):
        sheets = printed(page, bool(across))
        assert len(sheets) <= most
        told = [read(sheet) for sheet in sheets]
        text = " ".join(" ".join(words for words, _ in told).split()).replace("\u00a0", " ")
        for words in wanted.words:
            assert words in text
        for number, (_, lines) in enumerate(told[:-1], start=1):
            assert len(lines) >= LEAST_LINES, f"sheet {number} is near-blank"
            assert lines[-1] <= 1 - LEAST_REACH, f"sheet {number} ends after {1 - lines[-1]:.0%}"
    page.emulate_media(media="print")
    controls = ", ".join(f".stApp {kind}:visible" for kind in CONTROLS)
    assert page.locator(controls).count() == 0
    for size in (UPRIGHT, ACROSS):
        resize(page, size)
        assert page.evaluate(CUT) == []
        assert page.evaluate(COVERED) == []


def test_the_map_is_drawn_anew_for_paper_and_back(kort):
    found = kort("aar=2017").frame.evaluate(ON_PAPER)
    assert found.pop("names") > 5
    assert found == {"paper": [600, 540], "outside": 0, "same": True}
