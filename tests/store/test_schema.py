"""The migrations make exactly the tables the code speaks of, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from agent.errors import StoreError
from agent.store import schema
from agent.store.tables import metadata
from agent.store.unit_of_work import Store


def test_the_migrations_make_the_tables_of_the_code(store: Store) -> None:
    with store.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_a_store_is_made_once_and_found_again(store: Store) -> None:
    present, newest = schema.state(store.engine)
    assert present == newest
    schema.ready(store.engine)


def test_a_store_of_another_version_is_refused_with_the_command_that_mends_it(store: Store) -> None:
    with store.engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '0000'"))
    with pytest.raises(StoreError, match="desk db upgrade"):
        schema.ready(store.engine)


def test_the_newest_revision_is_the_head_of_the_migrations() -> None:
    script = ScriptDirectory(str(Path(schema.__file__).parent / "migrations"))
    assert script.get_current_head() == schema.NEWEST
