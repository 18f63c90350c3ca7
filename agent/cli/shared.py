"""What every command gets: the options before it, and the agency's home they name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from config.home import Home, find_home

if TYPE_CHECKING:
    from agent.bootstrap import Desk

AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, for scripts.")]


@dataclass(frozen=True, slots=True)
class Shared:
    """The options that stand before every command."""

    home: Path | None
    debug: bool


def home_of(context: typer.Context) -> Home:
    """Return the agency's home: --home, else DESK_HOME, else the current folder."""
    shared = context.find_object(Shared)
    return find_home(shared.home if shared else None)


def operator() -> str:
    """Return who is at the keyboard, as the machine knows them."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a user without a name, as in a bare container
        return "somebody at the keyboard"


@contextmanager
def desk_of(context: typer.Context, *, dry_run: bool = False) -> Iterator[Desk]:
    """Open the agency's desk: settings read, store opened; closed again at the end."""
    from agent.bootstrap import build

    with build(home_of(context), dry_run=dry_run) as desk:
        yield desk
