"""`desk init`: an agency's home with a commented agency.toml, to be filled in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from agent.cli.screen import say
from agent.cli.shared import home_of
from agent.errors import UsageError
from config.home import Home

Folder = Annotated[
    Path | None, typer.Argument(metavar="[DIR]", help="The folder to make (the one of --home unless given).")
]


def init(context: typer.Context, folder: Folder = None) -> None:
    """Make an agency's home: a commented agency.toml to fill in, folders, and a key.

    What is there already stays as it is.

    Example: desk init /srv/desk
    """
    home = Home(folder.expanduser().resolve()) if folder else home_of(context)
    try:
        made = home.make()
    except OSError as error:
        raise UsageError(f"{error.filename} cannot be made: {error.strerror}.") from None
    for path in made:
        say(f"made {path}")
    if home.settings_file not in made:
        say(f"{home.settings_file} was there already and stays as it is.")
    say(f"\nNext: 1. put your own values into {home.settings_file}")
    say("      2. export DESK_IMAP_PASSWORD=... DESK_SMTP_PASSWORD=...")
    say(f"      3. desk --home {home.path} doctor")
    say(f"      4. desk --home {home.path} run")
