"""`desk db`: the store's own upkeep."""

from __future__ import annotations

import typer

from agent.cli.screen import say
from agent.cli.shared import desk_of


def upgrade(context: typer.Context) -> None:
    """Bring the store to the shape this version needs. Make a backup first: desk backup.

    Example: desk --home /srv/desk db upgrade
    """
    from agent.store import schema

    with desk_of(context) as desk:
        before, after = schema.upgrade(desk.engine)
    same = before == after
    say(f"The store has the shape {after} already." if same else f"The store went from {before or 'empty'} to {after}.")
