"""On PostGIS: the numbers of counted tables among the own figures that QGIS reads; small ones are hidden before."""

from alembic import op

from sikkerby_geo.store.map_views import make_views, need_postgis
from sikkerby_geo.store.migrations.versions import map_views

revision = "counted_views"
down_revision = "map_views"

FIGURES = {**map_views.FIGURES, "counted": "count"}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        need_postgis(connection)
        make_views(connection, map_views.WORDS, map_views.NUMBERS, FIGURES)
