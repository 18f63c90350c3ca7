"""The store's shape: made when the store is empty, upgraded on command, refused when it is not ours to use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import sqlalchemy as sa

from agent.errors import StoreError
from agent.store.engine import reading
from config.failpoint import reach

if TYPE_CHECKING:
    from alembic.config import Config

_SCRIPTS = Path(__file__).parent / "migrations"
NEWEST = "0005"  # the last revision in migrations/versions; a test holds it there


def upgrade(engine: sa.Engine) -> tuple[str | None, str]:
    """Bring the store to the newest shape; return the revisions before and after."""
    from alembic import command

    before = _revision(engine)
    with engine.begin() as connection:
        command.upgrade(_config(connection), "head")
        _first_link(connection)
        reach("schema.before_commit")
    reach("schema.after_commit")
    after = _revision(engine)
    assert after is not None  # noqa: S101 - alembic has just written it
    return before, after


def state(engine: sa.Engine) -> tuple[str | None, str]:
    """Return the store's revision (None: empty) and the newest one; nothing is written."""
    return _revision(engine), NEWEST


def ready(engine: sa.Engine) -> None:
    """Make an empty store; refuse one of another version with the command that mends it."""
    present, newest = state(engine)
    if present is None:
        upgrade(engine)
    elif present != newest:
        raise StoreError(f"the store has the shape {present}, this program needs {newest}: run `desk db upgrade`")


def _config(connection: sa.Connection) -> Config:
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["connection"] = connection
    return config


def _revision(engine: sa.Engine) -> str | None:
    with reading(engine).connect() as connection:
        if not sa.inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar_one_or_none()


def _first_link(connection: sa.Connection) -> None:
    """Give the act log's chain its beginning."""
    from agent.store.blobs import insert_new
    from agent.store.tables import chain

    connection.execute(insert_new(connection, chain).values(id=1, head=""))
