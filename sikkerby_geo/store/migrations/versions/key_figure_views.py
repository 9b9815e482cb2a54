"""On PostGIS: the own values of key figures stand in the flat view too. SQLite has none, and the tables stay."""

from alembic import op

from sikkerby_geo.store.map_views import make_views
from sikkerby_geo.store.migrations.versions import counted_views, map_views

revision = "key_figure_views"
down_revision = "counted_views"

FIGURES = {**counted_views.FIGURES, "key_figures": "value"}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        make_views(connection, map_views.WORDS, map_views.NUMBERS, FIGURES)
