"""Run by Alembic, on the connection and in the transaction it is handed."""

from alembic import context

from sikkerby_geo.store.tables import METADATA

_connection = context.config.attributes["connection"]
context.configure(
    connection=_connection,
    target_metadata=METADATA,
    transactional_ddl=True,
    # Beside our own tables, whatever another program keeps further down the search path of a server.
    version_table_schema=_connection.dialect.default_schema_name if _connection.dialect.name == "postgresql" else None,
)
with context.begin_transaction():
    context.run_migrations()
