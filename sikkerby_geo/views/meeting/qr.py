"""The QR code that leads to the same view on a phone: its address, its picture, or the reason why there is none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode, urlsplit

from sikkerby_geo.facts.problems import SikkerByError
from sikkerby_geo.text import t
from sikkerby_geo.views.base.html import render

if TYPE_CHECKING:
    import segno

PAGE = "moede"
QUIET = 4
"""Modules of white around the code, as the standard asks."""
MOST_MODULES = 65
"""Modules along a side (version 12, about 360 characters): with the white around it each is still 0.34 mm wide at 25 mm
on paper and 2.6 pixels at 190 on a slide, which a phone reads; a denser one it may not."""
_PLAIN = re.compile(r"[!#-;=?-~]+")
"""Printable ASCII without spaces, quotes and pointed brackets: what an address is written with."""


class DenseCodeError(SikkerByError):
    """An address too long for a code that can be read from a seat."""

    def __init__(self, link: str) -> None:
        super().__init__("qr.dense", length=len(link))


@dataclass(frozen=True)
class Qr:
    """The code of an address as an SVG, and the words beside it; both empty where there is none."""

    svg: str = ""
    words: str = ""
    alt: str = ""


def web_address(written: str) -> str:
    """The installation's address as configured, without a slash at its end; empty where none is configured.

    Raises
    ------
    SikkerByError
        It is no http or https address with a host, or it has a query, a fragment or a password in it.
    """
    address = written.strip()
    if not address:
        return ""
    if not _sound(address):
        raise SikkerByError("qr.wrong_address", address=address)
    return address.rstrip("/")


def _sound(address: str) -> bool:
    """Whether an address has a web's scheme and a host, and nothing but a path behind it."""
    if not _PLAIN.fullmatch(address) or "?" in address or "#" in address:
        return False
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:  # a port or a host that is none
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and "@" not in parts.netloc


def meeting_link(base: str, query: Mapping[str, str]) -> str | None:
    """The full address of a meeting's view at the configured address; None where none is configured."""
    return f"{base}/{PAGE}?{urlencode(query, safe=',')}" if base else None


def qr_svg(link: str) -> str:
    """The code of an address as an SVG with words for those who do not see it.

    Raises
    ------
    DenseCodeError
        The address is so long that a phone could not read the code.
    """
    import segno  # only who prepares a meeting waits for it

    code = segno.make(link, error="l", boost_error=True, micro=False) if len(link) < MOST_MODULES**2 // 8 else None
    if code is None or code.symbol_size(border=0)[0] > MOST_MODULES:
        raise DenseCodeError(link)
    return render("print/qr.svg", alt=t("qr.alt", link=link), side=code.symbol_size(border=QUIET)[0], path=_path(code))


def _path(code: segno.QRCode) -> str:
    """The dark modules as one path: every run in a row is a bar one module high."""
    bars = []
    for y, row in enumerate(code.matrix, start=QUIET):
        for run in re.finditer(b"\x01+", bytes(row)):
            length = run.end() - run.start()
            bars.append(f"M{run.start() + QUIET} {y}h{length}v1h-{length}z")
    return "".join(bars)


def qr_of(link: str | None) -> Qr:
    """The code of a link with its words; empty where there is no link or it is too long for a code.

    On a wall or on paper there is then nothing at all: the reason concerns whoever prepares the meeting.
    """
    if link is None:
        return Qr()
    try:
        return Qr(qr_svg(link), t("qr.open"), t("qr.alt", link=link))
    except DenseCodeError:
        return Qr()


def why_no_code(link: str | None) -> str:
    """Why a meeting has no code, for the page it is prepared on; empty where it has one."""
    if link is None:
        return t("qr.none")
    try:
        qr_svg(link)
    except DenseCodeError as trouble:
        return t(trouble.key, **trouble.params)
    return ""
