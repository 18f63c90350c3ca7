"""`desk backup` and `desk restore`: one file that holds everything, and back from it."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Annotated

import typer

from agent.cli.screen import moment, say
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
    from agent.worker.restoring import back_up

    with desk_of(context) as desk:
        chosen = target or desk.home.exports / f"desk-{desk.clock.now():%Y-%m-%d-%H%M%S}.db"
        try:
            file = back_up(desk, chosen.expanduser().resolve())
        except (OSError, sqlite3.Error) as error:
            raise UsageError(f"{chosen} cannot be written: {getattr(error, 'strerror', None) or error}.") from None
    say(f"backed up to {file} ({file.stat().st_size / 1_000_000:.1f} MB)")


Source = Annotated[Path, typer.Argument(metavar="FILE", help="A file that `desk backup` wrote.")]


def restore(context: typer.Context, source: Source) -> None:
    """Make a backup the store again, frozen: nothing is sent before it was compared with the mailbox.

    The store of before is kept in exports/. Stop the desk first. `desk run` then compares and thaws by itself: mail
    that came since the backup is read again, and letters that were sent since are known by their copies.

    Example: desk --home /srv/desk restore /mnt/backup/desk.db
    """
    from agent.worker import restoring

    with desk_of(context) as desk:
        try:
            since, aside = restoring.restore(desk, source.expanduser().resolve())
        except OSError as error:
            raise UsageError(f"{source} cannot be restored: {error.strerror or error}.") from None
        zone = desk.settings.agency.timezone
    say(f"restored the store of {moment(since, zone)}, frozen; no letter leaves yet")
    if aside is not None:
        say(f"the store of before is kept as {aside}")
    say("Next: desk run, which reads again what came since and thaws by itself; or desk thaw, to do just that now.")
