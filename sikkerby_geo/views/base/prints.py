"""Documents for print: Typst templates filled with data, as tagged PDFs (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from babel.dates import format_date

from sikkerby_geo.text import t
from sikkerby_geo.views.base.inks import COLOUR, GREY
from sikkerby_geo.views.base.svg_text import BLANK, FONTS, printable

TEMPLATES = Path(__file__).parents[1] / "templates" / "print"
PX_PER_MM = 96 / 25.4


def compile_print(
    template: str, data: Mapping[str, object], *, title: str, version: str, printed: date, grey: bool = False
) -> bytes:
    """A template of ``templates/print`` filled with data, as a tagged PDF.

    ``data`` must be JSON-able; it reaches Typst as one string, so that no word in it is ever read as markup.
    ``version`` is the data version; ``grey`` = words and rules in black and grey too. The same arguments give the
    same bytes. Signs our typeface does not have are printed as an empty box, and the foot of the page says so.

    Raises
    ------
    typst.TypstError
        A fault in the template, or a picture without alternative text.
    """
    import typst  # for paper alone, not for the start

    inks = GREY if grey else COLOUR
    imprint = t("print.imprint", version=version[:8], date=danish_date(printed))
    words = {**data, "title": title, "imprint": imprint}
    drawn: dict[str, object] = {key: _printable(value) for key, value in words.items()}
    if drawn != words and BLANK in json.dumps(drawn, ensure_ascii=False):
        drawn["imprint"] = f"{imprint} {t('print.unprinted', sign=BLANK)}"
    full = {
        **drawn,
        "inks": {"ink": inks.ink, "ink_2": inks.ink_2, "muted": inks.muted, "hairline": inks.hairline},
        "author": t("app.name"),
        "page_words": [t("print.page"), t("print.of")],
        "date": {"year": printed.year, "month": printed.month, "day": printed.day},
    }
    return typst.compile(
        str(TEMPLATES / template),
        root=str(TEMPLATES),
        font_paths=[str(FONTS)],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(full, ensure_ascii=False)},
        pdf_standards="ua-1",
        timestamp=0,
    )


def _printable(value: object) -> object:
    """A value with every text in it as our typeface can print it; pictures are texts too."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(inner) for key, inner in value.items()}
    return [_printable(inner) for inner in value] if isinstance(value, list | tuple) else value


def danish_date(day: date) -> str:
    """A date in words: 22. november 2026."""
    return format_date(day, "d. MMMM y", locale="da_DK")


def picture(svg: str, alt: str) -> dict[str, str]:
    """An SVG with its words for those who do not see it, as data for a template."""
    return {"svg": svg, "alt": alt}
