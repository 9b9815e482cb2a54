"""The QR code: it holds the address and nothing else, and where there is none the reader is told why."""

from __future__ import annotations

import re
from bisect import bisect_left

import pytest
import segno

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.meeting.qr import (
    MOST_MODULES,
    QUIET,
    DenseCodeError,
    Qr,
    meeting_link,
    qr_of,
    qr_svg,
    web_address,
    why_no_code,
)

BASE = "https://sikkerby.example.dk/app"
LINK = meeting_link(BASE, {"udvalg": "noerrebro", "titel": "Møde & mad", "aar": "2025", "vis": "1"})


def drawn(svg: str) -> list[bytes]:
    """The modules of a drawn code, row by row, the white around it left out."""
    side = int(re.search(r'viewBox="0 0 (\d+) \1"', svg).group(1))
    rows = [bytearray(side) for _ in range(side)]
    for x, y, length, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h-(\d+)z", svg):
        assert length == back
        rows[int(y)][int(x) : int(x) + int(length)] = b"\x01" * int(length)
    edge = [bytes(row) for row in rows[:QUIET] + rows[-QUIET:]]
    assert not any(map(any, edge))
    return [bytes(row[QUIET:-QUIET]) for row in rows[QUIET:-QUIET]]


def test_the_link_is_the_address_with_every_sign_escaped():
    assert LINK.removeprefix(BASE) == "/moede?udvalg=noerrebro&titel=M%C3%B8de+%26+mad&aar=2025&vis=1"
    assert LINK.startswith(BASE)
    assert meeting_link("", {"udvalg": "valby"}) is None


def test_the_code_is_drawn_module_by_module():
    code = segno.make(LINK, error="l", boost_error=True, micro=False)
    assert drawn(qr_svg(LINK)) == [bytes(row) for row in code.matrix]


def test_the_code_says_in_words_where_it_leads():
    svg = qr_svg('https://a.dk/moede?titel="><b>')
    assert 'role="img"' in svg
    assert 'aria-label="QR-kode, der åbner visningen på en telefon: https://a.dk/moede?titel=&#34;&gt;&lt;b&gt;"' in svg


def code_with(extra: int) -> int | None:
    """Modules to a side of the code of a link with so many more signs; None where it is refused."""
    try:
        return len(drawn(qr_svg(LINK + "x" * extra)))
    except DenseCodeError:
        return None


def test_a_code_is_never_denser_than_a_phone_reads():
    assert code_with(900) is None
    longest = bisect_left(range(900), True, key=lambda extra: code_with(extra) is None) - 1
    assert code_with(longest) == MOST_MODULES
    one_more = segno.make(LINK + "x" * (longest + 1), error="l", micro=False)
    assert one_more.symbol_size(border=0)[0] > MOST_MODULES
    sides = [code_with(extra) for extra in range(0, longest, 50)]
    assert sides == sorted(sides)


def test_where_there_is_no_code_there_are_no_words_but_a_reason_for_who_prepares():
    assert qr_of(LINK).svg == qr_svg(LINK)
    assert qr_of(LINK).words == t("qr.open")
    long = LINK + "%C3%B8" * 200
    assert qr_of(None) == qr_of(long) == qr_of(LINK + "x" * 100_000) == Qr()
    assert why_no_code(None) == t("qr.none")
    assert why_no_code(long) == t("qr.dense", length=len(long))
    assert why_no_code(LINK) == ""


@pytest.mark.parametrize(
    "written", ["https://a.dk", "http://127.0.0.1:8501", "https://a.dk/sikkerby/", " https://a.dk "]
)
def test_a_sound_address_is_taken_without_its_last_slash(written):
    assert web_address(written) == written.strip().rstrip("/")
    assert web_address("") == web_address("  ") == ""


@pytest.mark.parametrize(
    "written",
    [
        "a.dk",
        "ftp://a.dk",
        "javascript:alert(1)",
        "https://",
        "https:///moede",
        "https://a.dk?x=1",
        "https://a.dk/#top",
        "https://navn:kode@a.dk",
        "https://a.dk/en to",
        "https://a.dk:99999",
        "https://[a.dk",
        'https://a.dk/"><b>',
        "https://rødovre.dk",
    ],
)
def test_an_address_that_is_none_is_refused_with_words(written):
    with pytest.raises(SikkerByError) as refused:
        web_address(written)
    words = t(refused.value.key, **refused.value.params)
    assert written in words
    assert "http://" in words
