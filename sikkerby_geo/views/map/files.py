"""The map as files: an A4 page, and a picture that explains itself."""

from __future__ import annotations

from datetime import date

from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.text import t
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.pictures import png
from sikkerby_geo.views.base.prints import PX_PER_MM, compile_print, picture
from sikkerby_geo.views.base.state_words import side_words
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.drawing import Extent, alt_text, caption_of, svg_map
from sikkerby_geo.views.map.printed.sizes import PAPER
from sikkerby_geo.views.map.source_lines import whose
from sikkerby_geo.views.map.table import facts_table, heading

MAP_MM = 179
"""Width of the map with its legend on the map sheet."""
WIDTH = 1080
"""Width of a downloaded map in pixels, before it is scaled up."""


def map_sheet(atlas: Atlas, choice: Choice, *, printed: date, grey: bool = False) -> bytes:
    """One A4 page with the map of a choice: sentence, how sure, map with legend, all figures, sources; a PDF."""
    caption = caption_of(atlas, choice)
    drawing = svg_map(atlas, choice, width=MAP_MM * PX_PER_MM, size=PAPER, grey=grey, legend=True)
    columns = ["place", "figure", "interval"]
    rows = facts_table(atlas, choice)[columns].to_numpy().tolist()
    heads = [heading(name, choice) for name in columns]
    if choice.rule:
        places = atlas.places.at(choice.level)
        sides = [side_words(choice.rule, atlas.flag(choice.rule, place.place_id, choice.year)) for place in places]
        rows = [[*row, side] for row, side in zip(rows, sides, strict=True)]
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


def map_png(atlas: Atlas, choice: Choice, *, extent: Extent = None, grey: bool = False) -> bytes:
    """The map of a choice as a PNG that explains itself: sentence, how sure, legend, sources and attribution."""
    caption = caption_of(atlas, choice)
    return png(svg_map(atlas, choice, extent=extent, width=WIDTH, grey=grey, legend=True, caption=caption))
