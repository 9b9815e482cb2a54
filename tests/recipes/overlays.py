"""The README's recipe of an overlay, followed for three of them: paths of light, watch posts and calm zones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd
from shapely import LineString
from shapely.geometry.base import BaseGeometry

from tests.recipes.steps import GLOSSARY, METHOD, Line, Row
from tests.toytown.city import part, spot

DATASETS = "sikkerby_geo/facts/datasets.py"
REGISTRY = "sikkerby_geo/facts/efforts.py"
EVIDENCE = "sikkerby_geo/facts/evidence.py"
WORDS = "sikkerby_geo/text/da/efforts.toml"
NONE_YET, SOME = 2016, 2020
"""A year before any of them, and one with all."""


@dataclass(frozen=True)
class Toy:
    """A toy overlay: what its line says, its words, and its efforts as (id, name, area, shape in EPSG:25832)."""

    overlay_id: str
    table: str
    kind_id: str
    line: str
    many: str
    one: str
    efforts: tuple[tuple[str, str, str, BaseGeometry], ...]
    end_year: int | None

    @property
    def ids(self) -> list[str]:
        return [effort_id for effort_id, _, _, _ in self.efforts]


PATHS = Toy(
    "stier",
    "toy_paths",
    "toy_path",
    'Role.LINE, ("toy_paths_layer",), persists=True',
    "Nattebelyste stier",
    "nattebelyst sti",
    (
        ("sti-nord", "Åstien", "aaby", LineString([spot("aaby", 0.2, 0.2), spot("aaby", 0.8, 0.3)])),
        ("sti-syd", "Mosestien", "kongens-mose", LineString([spot("kongens-mose"), spot("kongens-mose", 0.9, 0.9)])),
    ),
    None,
)
POSTS = Toy(
    "vagter",
    "watch_posts",
    "watch_post",
    'Role.SYMBOL, ("watch_posts_layer",)',
    "Vagtposter",
    "vagtpost",
    (
        ("vagt-bakken", "Bakkens vagt", "bakken", spot("bakken", 0.8, 0.2)),
        ("vagt-havnen", "Havnens vagt", "havnen", spot("havnen", 0.2, 0.2)),
        ("vagt-skovby", "Skovbys vagt", "skovby-hede", spot("skovby-hede", 0.8, 0.8)),
    ),
    2022,
)
ZONES = Toy(
    "zoner",
    "calm_zones",
    "calm_zone",
    'Role.OUTLINE, ("calm_zones_layer",), covers=True',
    "Rolige zoner",
    "rolig zone",
    (
        ("zone-fjordby", "Fjordbyzonen", "fjordby", part("fjordby", 0.5, 0.1, 0.4, 0.4)),
        ("zone-aaby", "Åbyzonen", "aaby", part("aaby", 0.1, 0.6, 0.3, 0.3)),
    ),
    2023,
)
TOYS = (PATHS, POSTS, ZONES)


@dataclass(frozen=True)
class Table:
    """A new table in ``data/`` with its line in the manifest."""

    name: str
    rows: tuple[Row, ...]

    def write(self, root: Path) -> None:
        path = f"data/{self.name}.csv"
        pd.DataFrame(self.rows).to_csv(root / path, index=False, lineterminator="\n")
        in_manifest(root, self.name, path)


@dataclass(frozen=True)
class Layer:
    """A new layer in ``geodata/`` with its line in the manifest."""

    name: str
    shapes: tuple[tuple[str, BaseGeometry], ...]
    id_column: str

    def write(self, root: Path) -> None:
        path = f"geodata/{self.name}.geojson"
        columns = {self.id_column: [each for each, _ in self.shapes], "source_id": ["kort"] * len(self.shapes)}
        frame = gpd.GeoDataFrame(columns, geometry=[shape for _, shape in self.shapes], crs=25832).to_crs(4326)
        (root / path).write_text(frame.to_json(drop_id=True, to_wgs84=False), encoding="utf-8", newline="\n")
        in_manifest(root, f"{self.name}_layer", path)


def in_manifest(root: Path, dataset: str, path: str) -> None:
    """The line of the manifest for a file as it is now."""
    file = root / "data" / "manifest.csv"
    manifest = pd.read_csv(file, dtype=str, keep_default_na=False)
    row = {"dataset": dataset, "path": path, "publisher": "Legeby Kommune", "licence": "CC BY 4.0"}
    row |= {"attribution_da": "Legeby Kommune", "licence_seen": "assumed"}
    row |= {"sha256": hashlib.sha256((root / path).read_bytes()).hexdigest()}
    pd.concat([manifest, pd.DataFrame([row])]).fillna("").to_csv(file, index=False, lineterminator="\n")


def data_of(toy: Toy) -> Iterable[Table | Layer]:
    said = {"start_year": 2018, "end_year": toy.end_year or "", "geometry_basis": "named_place", "precision": "exact"}
    said |= {"matched": "", "geometry_source_id": "kort", "note_da": "", "source_id": "papir", "source_locator": ""}
    rows = [{f"{toy.kind_id}_id": key, "name": name, "area_ids": area} | said for key, name, area, _ in toy.efforts]
    yield Table(toy.table, tuple(rows))
    yield Layer(toy.table, tuple((key, shape) for key, _, _, shape in toy.efforts), f"{toy.kind_id}_id")


def contracts_of(toy: Toy) -> Iterable[Line]:
    key = f"{toy.kind_id}_id"
    columns = f"{key}=SLUG, name=NEEDED, area_ids=PLACES, **PERIOD, **GEOMETRY, **ORIGIN"
    yield Line(DATASETS, "TABLES: dict", f'    "{toy.table}": _contract("{key}", {columns}),', closing="}")
    yield Line(DATASETS, "LAYERS: dict", f'    "{toy.table}_layer": LayerContract("{key}", "{toy.table}"),')


def line_of(toy: Toy) -> Line:
    drawn = ', shape="circle", glyph="dot"' if toy is POSTS else ""
    kind = f'(EffortKind("{toy.kind_id}", "{toy.overlay_id}"{drawn}),)'
    said = f'"{toy.overlay_id}", "{toy.table}", Columns("{toy.kind_id}_id"), {kind}, {toy.line}'
    return Line(REGISTRY, "REGISTRY = (", f"    Overlay({said}),", closing=")")


def words_of(toy: Toy) -> Iterable[Line]:
    yield Line(WORDS, "[overlay]", f'{toy.overlay_id} = "{toy.many}"')
    yield Line(WORDS, "[overlay_one]", f'{toy.overlay_id} = "{toy.one}"')
    yield Line(WORDS, "[effort_kind]", f'{toy.kind_id} = "{toy.one}"')
    yield Line(METHOD, "[reason.overlay]", f'{toy.overlay_id} = "Grunden til {toy.many}."')


DATA = tuple(step for toy in TOYS for step in data_of(toy))
CONTRACTS = tuple(line for toy in TOYS for line in contracts_of(toy))
LINES = tuple(line_of(toy) for toy in TOYS)
TEXTS = tuple(line for toy in TOYS for line in words_of(toy))
GLOSSARIES = tuple(Line(GLOSSARY, "| `byrum` |", f"| `{toy.overlay_id}` | {toy.many} | A toy. |") for toy in TOYS)
UNREAD = "not_assessed=NotAssessed.NOT_READ"
NOTES = tuple(
    Line(EVIDENCE, "EVIDENCE_NOTES = (", f'    EvidenceNote("{toy.kind_id}", {UNREAD}),', closing=")") for toy in TOYS
)
EVERYTHING = (*DATA, *CONTRACTS, *LINES, *TEXTS, *GLOSSARIES, *NOTES)
