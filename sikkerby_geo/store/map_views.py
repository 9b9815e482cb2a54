"""The views that QGIS and the city's other tools read on PostGIS: what stands now, flat, by geometry; only read.

A view whose geometry column names its type and CRS is listed in ``geometry_columns``; ``id`` is text and unique.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from sikkerby_geo.facts.revisions import StoreError

READER = "sikkerby_reader"
"""The role that may read the views and nothing else; whoever runs the server makes it and says who has it."""

CURRENT, EFFORTS, FIGURES = "current_version", "efforts", "own_figures"

SHAPES = {
    "effort_points": ("Point", "ST_Point"),
    "effort_lines": ("MultiLineString", "ST_LineString", "ST_MultiLineString"),
    "effort_polygons": ("MultiPolygon", "ST_Polygon", "ST_MultiPolygon"),
}
"""View by view the type of its geometry column, and the types of PostGIS that are drawn in it."""

VIEWS = (CURRENT, EFFORTS, *SHAPES, FIGURES)
READ = (EFFORTS, *SHAPES, FIGURES)

_NOT_TO_BE_HAD = ("42501", "0A000", "58P01")
"""SQLSTATE of an extension this user may not make, or whose files the server lacks."""

_NUMBER = r"^-?[0-9]{1,15}(\.[0-9]{1,9})?$"

_WHOLE = "^-?[0-9]{1,15}$"

_CURRENT = f"""
CREATE VIEW {CURRENT} AS
SELECT record_kind, record_id, revision, payload FROM (
    SELECT DISTINCT ON (record_kind, record_id) * FROM version ORDER BY record_kind, record_id, revision DESC
) AS newest WHERE NOT deleted
"""

_GEOMETRY = """
CREATE OR REPLACE FUNCTION effort_geometry(told text, VARIADIC drawn text[]) RETURNS geometry
LANGUAGE plpgsql IMMUTABLE STRICT SET search_path FROM CURRENT AS $$
DECLARE found geometry;
BEGIN
    found := ST_SetSRID(ST_Force2D(ST_GeomFromEWKB(decode(told, 'hex'))), 4326);
    IF ST_IsEmpty(found) OR ST_GeometryType(found) <> ALL (drawn) THEN RETURN NULL; END IF;
    RETURN CASE ST_GeometryType(found) WHEN 'ST_Point' THEN found ELSE ST_Multi(found) END;
EXCEPTION WHEN others THEN RETURN NULL; END $$
"""
"""The geometry of a record, if it is of a type that is drawn here: what else it says never reaches the typed column,
whichever condition the server tries first. One that cannot be read is none, and does not take the layer away."""


def need_postgis(connection: Connection) -> None:
    """Have the extension in the database, made here if this user may.

    Raises
    ------
    StoreError
        It is missing, and this user may not make it, or the server does not have it.
    """
    try:
        with connection.begin_nested():
            connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
    except DBAPIError as error:
        if getattr(error.orig, "sqlstate", "") in _NOT_TO_BE_HAD:
            raise StoreError("problem.store_no_postgis") from error
        raise


def make_views(
    connection: Connection, words: Iterable[str], numbers: Iterable[str], figures: Mapping[str, str]
) -> None:
    """Make all views, in the place of those that are there; ``READER`` may read them where that role exists.

    ``words`` and ``numbers`` are the fields of an effort's payload that become columns of text and of whole numbers
    (blank where it is none); ``figures`` the kinds of own figures, each with the field that holds its figure.
    """
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    connection.exec_driver_sql(_GEOMETRY)
    connection.exec_driver_sql(_CURRENT)
    columns = [f"{_words(name)} AS {name}" for name in words] + [f"{_whole(name)} AS {name}" for name in numbers]
    efforts = ", ".join(("record_id AS id", "current_version.revision", "at AS changed_at", *columns))
    source = f"FROM {CURRENT} JOIN revision ON number = current_version.revision WHERE record_kind = 'effort'"
    stands = "AND coalesce(payload->>'withdrawn', '') = ''"
    connection.exec_driver_sql(f"CREATE VIEW {EFFORTS} AS SELECT {efforts} {source} {stands}")
    for name, (shape, *types) in SHAPES.items():
        listed = ", ".join(f"'{one}'" for one in types)
        drawn = f"effort_geometry(payload->>'geometry', {listed})::geometry({shape}, 4326)"
        connection.exec_driver_sql(
            f"CREATE VIEW {name} AS SELECT {efforts}, {drawn} AS geometry {source} {stands} AND {drawn} IS NOT NULL"
        )
    connection.exec_driver_sql(_figures(figures))
    let_read(connection)


def _figures(figures: Mapping[str, str]) -> str:
    told = " ".join(f"WHEN '{kind}' THEN told.payload->>'{field}'" for kind, field in figures.items())
    kinds = ", ".join(f"'{kind}'" for kind in figures)
    return f"""
CREATE VIEW {FIGURES} AS
SELECT told.record_kind || '/' || told.record_id AS id, told.revision, at AS changed_at, told.record_kind AS kind,
    told.payload->>'area_id' AS area_id, told.payload->>'series' AS series,
    coalesce(told.payload->>'measure', told.payload->>'indicator', told.payload->>'goal_id',
        told.payload->>'key_figure_id') AS measure,
    told.payload->>'part' AS part, told.payload->>'category' AS category, told.payload->>'quarter' AS quarter,
    coalesce(told.payload->>'year', left(told.payload->>'date', 4)) AS year,
    figure, CASE WHEN figure ~ '{_NUMBER}' THEN figure::numeric END AS value,
    told.payload->>'respondents' AS respondents, told.payload->>'source_id' AS source_id,
    origin.payload->>'title_da' AS source, told.payload->>'published' AS published,
    coalesce(told.payload->>'published', '') <> '' AS is_published
FROM {CURRENT} AS told JOIN revision ON number = told.revision
LEFT JOIN {CURRENT} AS origin ON origin.record_kind = 'source' AND origin.record_id = told.payload->>'source_id'
CROSS JOIN LATERAL (SELECT CASE told.record_kind {told} END AS figure) AS one
WHERE told.record_kind IN ({kinds})
"""


def _words(name: str) -> str:
    """A field as text; of a list its members with commas between."""
    listed = f"array_to_string(ARRAY(SELECT jsonb_array_elements_text(payload->'{name}')), ', ')"
    return f"CASE jsonb_typeof(payload->'{name}') WHEN 'array' THEN {listed} ELSE payload->>'{name}' END"


def _whole(name: str) -> str:
    return f"CASE WHEN payload->>'{name}' ~ '{_WHOLE}' THEN (payload->>'{name}')::bigint END"


def let_read(connection: Connection) -> None:
    """Let ``READER`` read the views, where there is such a role."""
    if connection.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": READER}).first():
        schema = connection.execute(text("SELECT quote_ident(current_schema())")).scalar_one()
        connection.exec_driver_sql(f"GRANT USAGE ON SCHEMA {schema} TO {READER}")
        connection.exec_driver_sql(f"GRANT SELECT ON {', '.join(READ)} TO {READER}")
