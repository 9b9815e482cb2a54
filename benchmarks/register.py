"""The register with 20,000 efforts beside that of the record: list, search, map, duplicates and writing, in turn.

    PYTHONPATH=. python benchmarks/register.py [--efforts 20000] [--runs 3]

Prints a Markdown table of processor time. It measures and asserts nothing about time.
"""

from __future__ import annotations

import argparse
import json
import random
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from shapely import Point

from sikkerby_geo.build import atlas_of, atlas_with, exchange, register
from sikkerby_geo.build.geopackage import geopackage
from sikkerby_geo.build.register import Edit
from sikkerby_geo.domain.atlas import Atlas
from sikkerby_geo.domain.efforts.effort import Effort
from sikkerby_geo.domain.efforts.query import by_place, matching, summed_by
from sikkerby_geo.domain.efforts.register import register_from
from sikkerby_geo.domain.geography.shapes import shapes_of
from sikkerby_geo.domain.register.exchange import Ground
from sikkerby_geo.domain.register.likeness import LikenessIndex
from sikkerby_geo.facts.areas import LEVEL_LAYER, Level
from sikkerby_geo.facts.geography import METRES
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.register import EFFORT_KIND, NEW_KINDS
from sikkerby_geo.facts.register_entry import Entry, Origin, RegisterRow, payload_of
from sikkerby_geo.facts.revisions import Change, Occasion, RevisionKind
from sikkerby_geo.facts.versions import ROOT
from sikkerby_geo.store.history import Store
from sikkerby_geo.store.joining import read_own
from sikkerby_geo.views.base.choice import opening
from sikkerby_geo.views.efforts import exchange_files
from sikkerby_geo.views.efforts.entries import RegisterChoice, list_row, ordered, say
from sikkerby_geo.views.efforts.exchange_words import register_columns, standing
from sikkerby_geo.views.efforts.files import as_csv
from sikkerby_geo.views.efforts.map import register_map_state
from sikkerby_geo.views.map.geometry import geometry_files
from sikkerby_geo.views.map.state import map_state

WORDS = ("Folehaven", "Lygten", "Havnegade", "Skolevej", "Parken", "Torvet", "Stien", "Broen", "Ved Åen")
STAGES = ("completed", "decided", "underway", "proposed", "dropped")


def made(atlas: Atlas, count: int) -> list[Entry]:
    """So many efforts of every kind, each at a point in an area of the record, always the same ones."""
    drawn = random.Random(20_000)
    areas = shapes_of(atlas, LEVEL_LAYER[Level.SURVEY_AREA])
    kinds = [kind.kind_id for kind in NEW_KINDS]
    found = []
    for number in range(count):
        area_id, shape = drawn.choice(list(areas.items()))
        west, south, east, north = shape.bounds
        at = Point(drawn.uniform(west, east), drawn.uniform(south, north))
        kind = drawn.choice(kinds)
        pointed = kind not in ("safety_partnership", "police_partnership", "hotspot", "cooperation")
        pointed = pointed and kind not in ("housing_plan", "area_renewal")
        year = drawn.randint(2008, 2024)
        found.append(
            Entry(
                name=f"{drawn.choice(WORDS)} {number}",
                kind=kind,
                area_ids=(area_id,),
                geometry=at if pointed else None,
                stage=drawn.choice(STAGES),
                start_year=year,
                end_year=year + drawn.randint(0, 3),
                undivided_dkk=drawn.randrange(10_000, 5_000_000, 1000),
                source_words="Prøve",
                note="Sat i gang efter mødet i udvalget.",
            )
        )
    return found


def filled(folder: Path, entries: list[Entry]) -> Store:
    """A store with entries, written as one revision."""
    store = Store(folder)
    changes = [Change(EFFORT_KIND, f"egen-{number}", payload_of(entry), 0) for number, entry in enumerate(entries)]
    store.write(changes, Occasion("prøve", "", RevisionKind.IMPORT))
    return store


def seconds(runs: int, work: Callable[[], object]) -> float:
    """The median processor time of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return statistics.median(times)


def measured(public: Atlas, store: Store | None, runs: int) -> dict[str, float]:
    """Seconds of processor time, and sizes in kB, of what a page does with a register."""
    own = read_own(store) if store else None

    def joined(earlier: Atlas) -> Atlas:
        return atlas_with(public.snapshot, read_own(store), earlier) if store else atlas_of(ROOT, earlier)

    start = time.process_time()
    atlas = joined(public)
    first = time.process_time() - start
    entries = register_from(atlas, say)
    choice = opening(atlas)
    asked = RegisterChoice(text="folehaven belysning")
    shown = matching(entries, asked.wanted(None, atlas))

    def page(found: tuple[Effort, ...]) -> None:
        for entry in ordered(found, "nyeste")[:50]:
            list_row(entry, atlas)

    result = {
        "efforts": float(len(entries)),
        "atlas, the first time": first,
        "atlas after a change": seconds(runs, lambda: joined(atlas)),
        "texts to search by": seconds(runs, lambda: register_from(atlas, say)),
        "first page of the list": seconds(runs, lambda: page(entries)),
        "search by two words": seconds(runs, lambda: matching(entries, asked.wanted(None, atlas))),
        "sums by area": seconds(runs, lambda: summed_by(entries, by_place(atlas.places, Level.SURVEY_AREA))),
        "geometry for the map": seconds(runs, lambda: geometry_files(atlas)),
        "state of the map": seconds(runs, lambda: map_state(atlas, choice)),
        "state of the register's map": seconds(
            runs, lambda: register_map_state(atlas, entries, Level.SURVEY_AREA, None)
        ),
        "as CSV": seconds(1, lambda: as_csv(entries, atlas)),
        "found by the search": float(len(shown)),
        "geometry, kB": len(geometry_files(atlas)["efforts"]) / 1000,
        "state of the map, kB": len(json.dumps(map_state(atlas, choice))) / 1000,
    }
    shapes = atlas.effort_shapes_in_metres
    result["index of likely duplicates"] = seconds(1, lambda: LikenessIndex(atlas.register.values(), shapes))
    index = LikenessIndex(atlas.register.values(), shapes)
    one = Entry(name="Folehaven 17", kind="lighting", geometry=Point(12.51, 55.65))
    result["likely duplicates of one"] = seconds(runs, lambda: index.alike(one))
    columns = register_columns(atlas)
    rows, shown = standing(atlas), exchange_files.shown_fields(columns)

    def as_package() -> bytes:
        return geopackage(exchange_files.layers(rows, columns, 0, atlas), shown, exchange_files.NUMBERS, METRES)

    def preview(content: bytes) -> exchange.Plan:
        return exchange.plan(kept, Ground(atlas), exchange.FileSaid(content), columns, Recipe())

    kept = store or Store(Path("nothing"))
    fresh = [replace(entry, name=f"Nyt {entry.name}") for entry in made(public, 1000)]
    new = [RegisterRow("", entry, Origin.OWN) for entry in fresh]
    added = exchange_files.as_workbook(tuple(new), columns, 0, atlas)
    book, package = exchange_files.as_workbook(rows, columns, 0, atlas), as_package()
    result |= {
        "workbook to edit": seconds(1, lambda: exchange_files.as_workbook(rows, columns, 0, atlas)),
        "workbook, kB": len(book) / 1000,
        "preview of the workbook": seconds(1, lambda: preview(book)),
        "preview of 1,000 new efforts": seconds(1, lambda: preview(added)),
        "GeoPackage to edit": seconds(1, as_package),
        "GeoPackage, kB": len(package) / 1000,
        "preview of the GeoPackage": seconds(1, lambda: preview(package)),
    }
    if store and own:
        row = register.read_register(store, atlas)["egen-1"]
        edit = Edit("egen-1", replace(row.entry, note="rettet"), row.revision)
        result["one edit written"] = seconds(1, lambda: register.save(store, atlas, [edit], who="prøve", why=""))
    return result


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--efforts", type=int, default=20_000)
    asked.add_argument("--runs", type=int, default=3)
    given = asked.parse_args()
    public = atlas_of(ROOT)
    few = measured(public, None, given.runs)
    with TemporaryDirectory() as folder:
        store = filled(Path(folder), made(public, given.efforts - int(few["efforts"])))
        many = measured(public, store, given.runs)
    print(f"| processor time, s | {few['efforts']:,.0f} efforts | {many['efforts']:,.0f} efforts |\n|---|--:|--:|")
    for name in many:
        if name != "efforts":
            told = [f"{one[name]:,.3f}" if name in one else "" for one in (few, many)]
            print(f"| {name} | {told[0]} | {told[1]} |")


if __name__ == "__main__":
    main()
