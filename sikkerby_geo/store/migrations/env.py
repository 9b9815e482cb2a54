"""Run by Alembic, on the connection and in the transaction it is handed."""

from alembic import context

from sikkerby_geo.store.tables import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA, transactional_ddl=True)
with context.begin_transaction():
    context.run_migrations()
