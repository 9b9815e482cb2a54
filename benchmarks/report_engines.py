"""The same job by each engine: reports of one file counted by month, type, area and 1 km cell.

Every engine is given the same file and the same polygons, two threads, and as much less than 1 GB as it can be told.
A report counts where it has a date up to today and lies in an area; ids are looked at by those named ``ids`` alone.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from sikkerby_geo.domain.reports.counting import count
from sikkerby_geo.domain.reports.label_index import LabelIndex
from sikkerby_geo.facts.clock import today
from sikkerby_geo.facts.intake import Recipe
from sikkerby_geo.facts.report_types import report_type
from sikkerby_geo.facts.reports import REPORTS, month_name
from sikkerby_geo.store.reports.looking import look_at
from sikkerby_geo.store.reports.parts import PartReader, first_part, parts_of
from sikkerby_geo.store.reports.plan import Plan
from sikkerby_geo.store.reports.run import Run

Rows = Iterable[tuple[str, str, str, str, int]]
"""Month (2024-03), type as written, area, cell and number."""
COLUMNS = ("dato", "type", "x", "y")
_QUERY = """
    SELECT strftime(p.dato, '%Y-%m') AS month, p.type AS type, a.area_id AS area,
        CAST(floor(p.y / 1000) AS INTEGER) AS north, CAST(floor(p.x / 1000) AS INTEGER) AS east, count(*) AS reports
    FROM p JOIN a ON {join} WHERE p.dato <= DATE '{today}' GROUP BY ALL
"""


def areas_of(file: Path) -> dict[str, shapely.Geometry]:
    """The polygons by id, as ``reports.py`` writes them."""
    table = pq.read_table(file)
    return dict(zip(table["area_id"].to_pylist(), shapely.from_wkb(table["wkb"].to_pylist()), strict=True))


def plan_of(file: Path, *, ids: bool) -> Plan:
    plan = look_at(file, Recipe(REPORTS.kind_id, "syntetisk"), today()).plan
    assert plan is not None
    return plan if ids else replace(plan, columns={name: head for name, head in plan.columns.items() if name != "id"})


def ours(file: Path, areas: Path, *, ids: bool = False) -> Rows:
    """The whole of ``sikkerby reports``: looked at, hashed, read, placed, counted, with what is done written down."""
    index = LabelIndex(areas_of(areas))
    folder = file.parent / "runs"
    run = Run([plan_of(file, ids=ids)], partial(count, index=index), index.zones, folder)
    found = run.counted()
    shutil.rmtree(folder, ignore_errors=True)
    return [(month_name(month), word, area, cell, many) for month, word, area, cell, many in found.counts.rows()]


def reader(file: Path, areas: Path) -> Rows:
    """The limit: the same columns read and parsed by pyarrow on two threads, and nothing done with them."""
    plan = plan_of(file, ids=False)
    heads = [*plan.columns.values()]
    readers = [PartReader(plan), PartReader(plan)]
    free = [0, 1]

    def read(part: object) -> None:
        one = readers[free.pop()]
        if plan.text is None:
            for _ in one._row_group(part.begin, heads):  # type: ignore[attr-defined]
                pass
        else:
            one._block(part, plan.text, heads)  # type: ignore[arg-type]
        free.append(readers.index(one))

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(read, parts_of(plan, first_part(plan))))
    return []


def geopandas(file: Path, areas: Path) -> Rows:
    """``sjoin`` in chunks of a million rows."""
    import geopandas as gpd

    shapes = areas_of(areas)
    polygons = gpd.GeoDataFrame({"area": [*shapes]}, geometry=[*shapes.values()])
    parts = []
    for chunk in _chunks(file):
        chunk = chunk[chunk.x.notna() & chunk.y.notna() & (chunk.dato <= pd.Timestamp(today()))]
        points = gpd.GeoDataFrame(chunk, geometry=gpd.points_from_xy(chunk.x, chunk.y))
        joined = points.sjoin(polygons, predicate="intersects")
        month = joined["dato"].dt.to_period("M")
        keys = [month, joined["type"].astype(str), joined["area"], joined["y"] // 1000, joined["x"] // 1000]
        parts.append(joined.groupby(keys, observed=True).size())
    whole = pd.concat(parts).groupby(level=[0, 1, 2, 3, 4]).sum()
    return [(str(m), w, a, f"1km_{int(n)}_{int(e)}", int(many)) for (m, w, a, n, e), many in whole.items()]


def _chunks(file: Path) -> Iterable[pd.DataFrame]:
    if file.suffix == ".parquet":
        for batch in pq.ParquetFile(file).iter_batches(1_000_000, columns=[*COLUMNS]):
            frame = batch.to_pandas()
            yield frame.assign(dato=pd.to_datetime(frame.dato))
    else:
        yield from pd.read_csv(file, usecols=[*COLUMNS], parse_dates=["dato"], chunksize=1_000_000)


def duckdb(file: Path, areas: Path, *, join: str, ids: bool = False) -> Rows:
    """DuckDB with its spatial extension, loaded by path."""
    import duckdb
    import duckdb_extension_spatial

    extension = next(Path(duckdb_extension_spatial.__file__).parent.rglob("*.duckdb_extension"))
    con = duckdb.connect(config={"threads": 2, "memory_limit": "800MB", "temp_directory": str(file.parent / "duck")})
    con.execute(f"LOAD '{extension}'")
    con.execute(f"CREATE TABLE a AS SELECT area_id, ST_GeomFromWKB(wkb) AS geom FROM read_parquet('{areas}')")
    source = f"read_parquet('{file}')" if file.suffix == ".parquet" else f"read_csv('{file}')"
    where = "WHERE x IS NOT NULL AND y IS NOT NULL"
    if ids:
        con.execute(
            f"CREATE VIEW p AS SELECT DISTINCT ON (journalnummer) * FROM {source} {where} AND dato <= DATE '{today()}'"
        )
    else:
        con.execute(f"CREATE VIEW p AS SELECT dato, type, x, y FROM {source} {where}")
    found = con.execute(_QUERY.format(join=join, today=today())).fetchall()
    return [(m, w, a, f"1km_{n}_{e}", many) for m, w, a, n, e, many in found]


def sedona(file: Path, areas: Path) -> Rows:
    """SedonaDB."""
    import geoarrow.pyarrow  # noqa: F401
    import sedonadb

    sd = sedonadb.connect()
    sd.sql("SET datafusion.execution.target_partitions = 2").execute()
    shapes = pq.read_table(areas)
    sd.create_data_frame(shapes).to_view("w")
    sd.sql("SELECT area_id, ST_GeomFromWKB(wkb) AS geom FROM w").to_view("a")
    if file.suffix == ".parquet":
        sd.read_parquet(str(file)).to_view("r")
    else:
        sd.sql(
            f"CREATE EXTERNAL TABLE r STORED AS CSV LOCATION '{file}' OPTIONS ('format.has_header' 'true')"
        ).execute()
    sd.sql("SELECT dato, type, x, y FROM r WHERE x IS NOT NULL AND y IS NOT NULL").to_view("p")
    query = _QUERY.format(join="ST_Intersects(a.geom, ST_Point(p.x, p.y))", today=today())
    query = query.replace("strftime(p.dato, '%Y-%m')", "to_char(p.dato, '%Y-%m')").replace(
        "GROUP BY ALL", "GROUP BY 1, 2, 3, 4, 5"
    )
    found = sd.sql(query).to_arrow_table().to_pydict()
    rows = zip(*(found[name] for name in ("month", "type", "area", "north", "east", "reports")), strict=True)
    return [(m, w, a, f"1km_{n}_{e}", many) for m, w, a, n, e, many in rows]


ENGINES: dict[str, Callable[[Path, Path], Rows]] = {
    "reader": reader,
    "ours": ours,
    "sedonadb": sedona,
    "duckdb_dwithin": partial(duckdb, join="ST_DWithin(a.geom, ST_Point(p.x, p.y), 0)"),
    "duckdb": partial(duckdb, join="ST_Intersects(a.geom, ST_Point(p.x, p.y))"),
    "geopandas": geopandas,
    "ours_ids": partial(ours, ids=True),
    "duckdb_ids": partial(duckdb, join="ST_DWithin(a.geom, ST_Point(p.x, p.y), 0)", ids=True),
}


def summed(rows: Rows) -> tuple[int, str]:
    """The number of reports counted, and a hash of all the counts; types as ours have them."""
    found: dict[tuple[str, str, str, str], int] = {}
    for month, word, area, cell, many in rows:
        key = month, report_type(word or ""), area, cell
        found[key] = found.get(key, 0) + int(many)
    said = "\n".join(f"{key}{many}" for key, many in sorted(found.items()))
    return sum(found.values()), hashlib.sha256(said.encode()).hexdigest()[:12]


def areas_by_point(engine: str, x: np.ndarray, y: np.ndarray, areas: Path) -> np.ndarray:
    """The number of the first area of each point (from 1; 0 none) by one engine, for answers held point by point."""
    shapes = areas_of(areas)
    place = {area: number for number, area in enumerate(shapes, start=1)}
    points = pa.table({"n": np.arange(len(x)), "x": x, "y": y})
    found = np.zeros(len(x), dtype=np.int64)
    if engine == "ours":
        index = LabelIndex(shapes)
        return np.array([place.get(zone.area_id, 0) for zone in index.zones])[index.zones_of(x, y)]
    if engine == "geopandas":
        point, area = shapely.STRtree([*shapes.values()]).query(shapely.points(x, y), predicate="intersects")
        rows = zip(point.tolist(), (area + 1).tolist(), strict=True)
    elif engine == "sedonadb":
        import geoarrow.pyarrow  # noqa: F401
        import sedonadb

        sd = sedonadb.connect()
        sd.create_data_frame(pq.read_table(areas)).to_view("w")
        sd.create_data_frame(points).to_view("p")
        sd.sql("SELECT area_id, ST_GeomFromWKB(wkb) AS geom FROM w").to_view("a")
        query = "SELECT p.n AS n, a.area_id AS area FROM p JOIN a ON ST_Intersects(a.geom, ST_Point(p.x, p.y))"
        told = sd.sql(query).to_arrow_table().to_pydict()
        rows = ((n, place[area]) for n, area in zip(told["n"], told["area"], strict=True))
    else:
        import duckdb
        import duckdb_extension_spatial

        con = duckdb.connect(config={"threads": 2})
        con.execute(f"LOAD '{next(Path(duckdb_extension_spatial.__file__).parent.rglob('*.duckdb_extension'))}'")
        con.execute(f"CREATE TABLE a AS SELECT area_id, ST_GeomFromWKB(wkb) AS geom FROM read_parquet('{areas}')")
        con.register("p", points)
        join = (
            "ST_DWithin(a.geom, ST_Point(p.x, p.y), 0)" if "dwithin" in engine else ENGINES["duckdb"].keywords["join"]
        )  # type: ignore[attr-defined]
        told = con.execute(f"SELECT n, area_id FROM p JOIN a ON {join}").fetchall()
        rows = ((n, place[area]) for n, area in told)
    for n, area in sorted(rows, reverse=True):
        found[n] = area
    return found
