"""On PostGIS: the views of what stands now, for QGIS. SQLite has none, and the tables stay as they are on both."""

from alembic import op

from sikkerby_geo.store.map_views import make_views, need_postgis

revision = "map_views"
down_revision = "first_tables"

WORDS = (
    *("name", "kind", "kind_words", "focus_area", "principles", "administration", "partners", "target_words"),
    *("area_ids", "place_words", "basis", "precision", "stage", "stages", "money_source", "success_criterion"),
    *("serves", "yearly_status", "evidence_note", "effectiveness_mark", "contact_function"),
    *("spent_to", "source_words", "source_url", "note"),
)
NUMBERS = (
    *("start_year", "end_year", "target_age_from", "target_age_to", "target_number"),
    *("capital_dkk", "operating_dkk", "undivided_dkk", "spent_dkk"),
)
FIGURES = {
    "survey": "percent",
    "crime": "reports",
    "population": "population",
    "goals": "target",
    "indicator": "value",
}


def upgrade() -> None:
    connection = op.get_bind()
    if connection.dialect.name == "postgresql":
        need_postgis(connection)
        make_views(connection, WORDS, NUMBERS, FIGURES)
