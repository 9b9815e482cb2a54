"""Bytes to text: the encodings Danish offices send, told apart by what their letters would be.

UTF-8 and UTF-16 show themselves. The one-byte encodings do not: each byte is a letter in all of them, so a reading is
believed only where its letters stand where letters stand in Danish words. Where two would do, it is a question.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ONE_BYTE = ("cp1252", "latin-1", "cp850", "mac_roman")
"""Windows, ISO 8859-1, Danish DOS and old Macintosh."""
_EXPECTED = re.compile("[\\xa0§°²³½·«»´–—‘’“”„…€£À-ÖØ-öø-ÿ\\x00-\\x7f]*")
"""What a Danish table holds besides ASCII."""
_DANISH = "æøåÆØÅé«»"
_IN_WORD = re.compile(r"(?<=[a-zæøå])[^\x00-\x7f](?=[a-zæøå])", re.IGNORECASE)
_TWICE = re.compile("Ã[\u0080-\u00bf\u0152-\u2122]|Â[\u00a0-\u00bf]|â€")
"""UTF-8 that was once read as Windows-1252 and saved again."""


@dataclass(frozen=True)
class Decoded:
    """A text and the encoding it was read in.

    ``doubt``: other encodings it could be as well. ``mended``: letters that had been through a wrong encoding were put
    right. ``fault``: why it cannot be read (``text`` is empty then), and where.
    """

    text: str
    encoding: str
    doubt: tuple[str, ...] = ()
    mended: bool = False
    fault: str = ""
    line: int = 0


def decode(content: bytes, answer: str = "") -> Decoded:
    """The text of a file; ``answer`` is an encoding someone has chosen."""
    if answer in ONE_BYTE:
        return Decoded(content.decode(answer, errors="replace"), answer)
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content, encoding)
    if b"\x00" in content[:4096]:
        return _without_mark(content)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _one_byte(content, error.start)
    return _mended(text, "ascii" if text.isascii() else "utf-8")


def twice_encoded(text: str) -> bool:
    """Whether a text shows the marks of UTF-8 read as something else."""
    return _TWICE.search(text) is not None


def _strictly(content: bytes, encoding: str) -> Decoded:
    try:
        return _mended(content.decode(encoding), encoding)
    except UnicodeDecodeError as error:
        return Decoded("", encoding, fault="broken_encoding", line=_line(content, error.start))


def _without_mark(content: bytes) -> Decoded:
    """UTF-16 without its mark: in Danish text every other byte is nought."""
    head = content[:4096]
    even, odd = head[0::2].count(0), head[1::2].count(0)
    share = len(head) / 2 * 0.6
    if len(content) % 2 == 0 and max(even, odd) > share and min(even, odd) < share / 10:
        return _strictly(content, "utf-16-be" if even > odd else "utf-16-le")
    return Decoded("", "", fault="not_text")


def _mended(text: str, encoding: str) -> Decoded:
    if not _TWICE.search(text):
        return Decoded(text, encoding)
    try:
        back = text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        line = text[: _TWICE.search(text).start()].count("\n") + 1  # type: ignore[union-attr]
        return Decoded("", encoding, fault="mixed_encoding", line=line)
    return Decoded(back, encoding, mended=True)


def _one_byte(content: bytes, first: int) -> Decoded:
    readings = {}
    for encoding in ONE_BYTE:
        try:
            readings[encoding] = content.decode(encoding)
        except UnicodeDecodeError:
            continue
    if any(_TWICE.search(readings.get(encoding, "")) for encoding in ("cp1252", "latin-1")):
        return Decoded("", "", fault="mixed_encoding", line=_line(content, first))
    likely = [
        encoding
        for encoding, text in readings.items()
        if _plausible(text) and (encoding in ("cp1252", "latin-1") or _only_danish(text))
    ]
    if "cp1252" in likely and "latin-1" in likely:
        likely.remove("latin-1")  # the same text: without 0x80–0x9f the two do not differ
    if likely == ["latin-1"]:
        likely = []  # 0x80–0x9f would be controls
    if len(likely) == 1:
        return Decoded(readings[likely[0]], likely[0])
    if not likely:
        return Decoded("", "", fault="unknown_encoding", line=_line(content, first))
    return Decoded(readings[likely[0]], likely[0], doubt=tuple(likely))


def _plausible(text: str) -> bool:
    """Whether every sign is one a Danish table has, and what stands within words are letters."""
    return bool(_EXPECTED.fullmatch(text)) and all(
        found.group().isalpha() or found.group() in "’–" for found in _IN_WORD.finditer(text)
    )


def _only_danish(text: str) -> bool:
    """Whether nothing but the letters of Danish words and names, and quotation marks, stands outside ASCII."""
    return all(sign in _DANISH for sign in text if not sign.isascii())


def _line(content: bytes, at: int) -> int:
    return content[:at].count(b"\n") + 1
