"""Goes with some overlays through every place an overlay stands, in the folder it is run in; prints JSON."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from sikkerby_geo.domain.atlas import Atlas, build_atlas
from sikkerby_geo.domain.efforts.coverage import coverage
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.whatif.drawings import circle
from sikkerby_geo.domain.whatif.reach import scenario
from sikkerby_geo.facts.areas import Level
from sikkerby_geo.facts.efforts import OVERLAY, Overlay
from sikkerby_geo.store.reading import read_snapshot
from sikkerby_geo.ui.address import efforts as register_address
from sikkerby_geo.ui.address import every_page
from sikkerby_geo.views.base.choice import Choice
from sikkerby_geo.views.base.marks import marks_css
from sikkerby_geo.views.base.symbols import GLYPHS
from sikkerby_geo.views.charts.effort_timeline import timeline_card
from sikkerby_geo.views.efforts import files
from sikkerby_geo.views.efforts.card import entry_card
from sikkerby_geo.views.efforts.entries import list_row, say
from sikkerby_geo.views.efforts.map import map_key, register_map_state
from sikkerby_geo.views.map.geometry import geometry_files
from sikkerby_geo.views.map.legend import legend
from sikkerby_geo.views.map.printed.drawing import svg_map
from sikkerby_geo.views.map.state import map_state
from sikkerby_geo.views.map_page.place import place_card
from sikkerby_geo.views.method.sections import section


def walk(root: Path, overlay_ids: list[str], years: list[int]) -> dict[str, object]:
    """What is met of each overlay; ``years`` are one with none of its efforts and one with all."""
    snapshot = read_snapshot(root)
    atlas = build_atlas(snapshot, "walk")
    found: dict[str, object] = {"troubles": [str(trouble) for trouble in snapshot.troubles]}
    found["method"] = str(section(atlas, "valg").blocks)
    found["css"] = marks_css()
    return found | {each: _overlay(atlas, OVERLAY[each], years) for each in overlay_ids}


def _overlay(atlas: Atlas, overlay: Overlay, years: list[int]) -> dict[str, object]:
    mine = [effort for effort in atlas.efforts if effort.overlay is overlay]
    ids = {effort.effort_id for effort in mine}
    place = atlas.places[mine[0].area_ids[0]]
    found: dict[str, object] = {"place": place.place_id}
    for when, year in zip(("none", "some"), years, strict=True):
        choice = every_page.parse({"lag": overlay.overlay_id, "aar": str(year)}, atlas).choice
        found[when] = _seen(atlas, choice) | {"panel": str(place_card(atlas, choice, place))}
    features = json.loads(geometry_files(atlas)["efforts"])["features"]
    found["geometry"] = [each["properties"] for each in features if each["properties"]["id"] in ids]
    timeline = timeline_card(atlas, place, atlas.years)
    found["timeline"] = {
        "words": str(timeline.spec),
        "marks": {layer["name"]: layer["mark"] for layer in timeline.spec["layer"]},
        "table": timeline.table.to_dict("records"),
        "picture": len(timeline.standalone()),
    }
    register = register_from(atlas, say)
    asked, messages = register_address.parse({"slags": overlay.kinds[0].address}, register)
    entries = tuple(entry for entry in register if asked.wanted(None, atlas).fits(entry))
    found["register"] = {
        "messages": messages,
        "address": register_address.write(asked, register)["slags"],
        "rows": [vars(list_row(entry, atlas)) for entry in entries],
        "cards": [str(entry_card(entry, atlas)) for entry in entries],
        "map": register_map_state(atlas, entries, Level.SURVEY_AREA, None)["efforts"],
        "key": vars(map_key(atlas, entries)),
        "csv": files.as_csv(entries, atlas).decode("utf-8-sig"),
        "geojson": json.loads(files.as_geojson(entries, atlas)),
        "gpkg": len(files.as_gpkg(entries, atlas)),
    }
    found["covered"] = (coverage(atlas, years[1]) or {}).get(place.place_id)
    middle = atlas.snapshot.layers[overlay.layers[0]].geometry.iloc[0].representative_point()
    met = scenario(atlas, circle((middle.x, middle.y), 200), date(years[1], 1, 1)).efforts
    found["met"] = [effort.effort_id for effort in met]
    return found


def _seen(atlas: Atlas, choice: Choice) -> dict[str, object]:
    svg = svg_map(atlas, choice)
    return {
        "state": map_state(atlas, choice)["efforts"],
        "legend": [(entry.label, entry.count, entry.symbol) for entry in legend(atlas, choice).efforts],
        "lines": svg.count("data-effort="),
        "dashed": [part.split("data-effort")[0] for part in svg.split("<path ") if "data-effort" in part],
        "symbols": sum(svg.count(glyph) for glyph in GLYPHS.values()),
        "keyed": len(svg_map(atlas, choice, legend=True)),
    }


if __name__ == "__main__":
    json.dump(walk(Path.cwd(), *json.loads(sys.argv[1])), sys.stdout, default=str)
