"""`desk demo`: the whole way of three real mails on this machine, nothing sent."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Folder = Annotated[Path, typer.Argument(metavar="[DIR]", help="The folder to make the sample agency's home in.")]


def demo(folder: Folder = Path("demo-home")) -> None:
    """Show what the desk does: a sample agency, real mails with SOWs, the documents and letters it makes of them.

    Needs no server and sends nothing; letters and documents lie in DIR to be opened.

    Example: desk demo
    """
    from agent.demo import run

    run(folder.expanduser().resolve())
