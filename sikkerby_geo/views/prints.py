"""Documents for print: Typst templates filled with data, as tagged PDFs (PDF/UA-1)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import typst
from babel.dates import format_date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.views.choice import Choice
from sikkerby_geo.views.screen_map.legend import legend
from sikkerby_geo.views.screen_map.source_lines import whose
from sikkerby_geo.views.screen_map.table import facts_table, heading
from sikkerby_geo.views.svg_map.drawing import alt_text, caption_of, svg_map
from sikkerby_geo.views.svg_map.inks import COLOUR, GREY, PAPER
from sikkerby_geo.views.svg_text import BLANK, FONTS, printable

TEMPLATES = Path(__file__).with_name("templates") / "print"
PX_PER_MM = 96 / 25.4
MAP_MM = 179
"""Width of the map with its legend on the map sheet."""


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


def map_sheet(atlas: Atlas, choice: Choice, *, printed: date, grey: bool = False) -> bytes:
    """One A4 page with the map of a choice: sentence, how sure, map with legend, all figures, sources; a PDF."""
    caption = caption_of(atlas, choice)
    drawing = svg_map(atlas, choice, width=MAP_MM * PX_PER_MM, size=PAPER, grey=grey, legend=True)
    columns = ["place", "figure", "interval"]
    rows = facts_table(atlas, choice)[columns].to_numpy().tolist()
    heads = [heading(name, choice) for name in columns]
    if choice.rule:
        states = atlas.states(choice.rule, choice.level, choice.year).values()
        rows = [[*row, t(f"state.{choice.rule.comparison}.{state}")] for row, state in zip(rows, states, strict=True)]
        heads.append(t("table.state"))
    notes = [whose(choice)] if choice.rule else []
    return compile_print(
        "map_sheet.typ",
        {
            "kicker": t("print.map_kicker"),
            "certainty": caption.certainty,
            "map": picture(drawing, alt_text(atlas, choice)),
            "map_mm": MAP_MM,
            "table_title": t("table.heading", noun=t(f"level.{choice.level}.many")),
            "head": heads,
            "rows": rows,
            "notes": [*notes, *legend(atlas, choice).notes],
            "sources": list(caption.sources),
        },
        title=caption.title,
        version=atlas.version,
        printed=printed,
        grey=grey,
    )
