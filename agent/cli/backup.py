"""`desk backup`: one file that holds everything."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from agent.cli.screen import say
from agent.cli.shared import desk_of
from agent.errors import UsageError

Target = Annotated[
    Path | None, typer.Argument(metavar="[FILE]", help="Where to write it (exports/ in the home unless given).")
]


def backup(context: typer.Context, target: Target = None) -> None:
    """Copy the store, raw mail and documents included, into one file while the desk goes on running.

    Keep agency.toml, templates/ and desk.key beside it: together they are the whole agency.

    Example: desk --home /srv/desk backup /mnt/backup/desk.db
    """
    from agent.bootstrap import back_up

    with desk_of(context) as desk:
        chosen = target or desk.home.exports / f"desk-{desk.clock.now():%Y-%m-%d-%H%M%S}.db"
        try:
            file = back_up(desk, chosen.expanduser().resolve())
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{chosen} cannot be written: {getattr(error, 'strerror', None) or error}.") from None
    say(f"backed up to {file} ({file.stat().st_size / 1_000_000:.1f} MB)")
