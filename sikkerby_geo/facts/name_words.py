"""Names as words to search by: one folding for what is typed and what is listed, however its letters are written."""

from __future__ import annotations

import re

from sikkerby_geo.facts.areas import normalise

SHORT = {
    "gl": "gammel",
    "kbh": "kobenhavn",
    "kgs": "kongens",
    "ndr": "nordre",
    "sct": "sankt",
    "sdr": "sondre",
    "skt": "sankt",
}
"""Words that are usually written short, by how they are shortened; both as folded words."""

_APOSTROPHES = re.compile("['’´`]")
_WORD = re.compile(r"[^\W_]+")
_INITIALS = re.compile(r"\b([a-z])(?: ([a-z])\b)+")


def name_words(text: str) -> tuple[str, ...]:
    """The words of a name or of what a reader typed, folded: case, accents, dots, hyphens and short forms.

    Å is a, aa and å alike, ø is o, oe and ø: whoever has no Danish keyboard types either. Initials are one word
    (H.C. = HC = H. C.). Folding what is folded changes nothing.
    """
    words = _WORD.findall(_one_spelling(normalise(_APOSTROPHES.sub("", text).replace(".", " "))))
    joined = _INITIALS.sub(lambda found: found.group().replace(" ", ""), " ".join(words))
    return tuple(SHORT.get(word, word) for word in _one_spelling(joined).split())


def _one_spelling(folded: str) -> str:
    """Every way to write å and ø as one."""
    return re.sub("oe+", "o", re.sub("aa+", "a", folded))
