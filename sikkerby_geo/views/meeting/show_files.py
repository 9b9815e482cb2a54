"""What the offline show carries with it: its style, its script and its typeface, as they stand in ``static``."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256

from sikkerby_geo.facts.versions import ROOT

SHOW = ROOT / "static" / "show"
FONTS = ROOT / "static" / "fonts"
FACES = (
    (
        "source-sans-3-latin-wght-normal.woff2",
        "U+0-FF,U+131,U+152-153,U+2BB-2DC,U+2000-206F,U+20AC,U+2122,U+2191-2193,U+2212",
    ),
    (
        "source-sans-3-latin-ext-wght-normal.woff2",
        "U+100-2BA,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20AB,U+20AD-20C0,U+2C60-2C7F",
    ),
)
"""Files of the typeface with the signs each has."""


def _packed(text: str) -> str:
    """Without blank lines and the space around lines, as every template of ours is sent."""
    return "\n".join(line.strip() for line in text.splitlines() if line.strip())


@cache
def script() -> str:
    """The one script of the document."""
    return _packed("\n".join((SHOW / file).read_text(encoding="utf-8") for file in ("steps.js", "show.js")))


@cache
def style(fonts: str = "") -> str:
    """The style sheet, with the typeface in it as data addresses, or fetched from the folder at the address ``fonts``
    where the document is shown in a page of ours."""
    faces = [
        '@font-face{font-family:"Source Sans 3";font-weight:200 900;'
        f"src:url({f'{fonts}/{file}' if fonts else _data(file)}) format('woff2');"
        f"unicode-range:{signs}}}"
        for file, signs in FACES
    ]
    return _packed("\n".join([*faces, (SHOW / "show.css").read_text(encoding="utf-8")]))


def _data(file: str) -> str:
    return f"data:font/woff2;base64,{b64encode((FONTS / file).read_bytes()).decode()}"


@cache
def policy(fonts: str = "") -> str:
    """What the document may do: run its one script, use its one style and what it carries as data, and fetch its
    typeface where it does not carry it; nothing else."""
    allowed = {
        "default-src": "'none'",
        "script-src": inline_hash(script()),
        "style-src": inline_hash(style(fonts)),
        "img-src": "data:",
        "font-src": "'self'" if fonts else "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
    }
    return "; ".join(f"{what} {source}" for what, source in allowed.items())


def inline_hash(text: str) -> str:
    """What a policy calls an inline script or style with this text."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"
