"""`desk demo`: the whole way of real mails on this machine, nothing sent, and what came of them to be opened."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.screen import heading, printable, say

if TYPE_CHECKING:
    from agent.demo.run import Shown

Folder = Annotated[
    Path, typer.Option("--folder", metavar="DIR", help="The folder to make the sample agency's home in.")
]

Lines = tuple[str, ...]

_WIDEST = 110


def demo(folder: Folder = Path("demo-home")) -> None:
    """Show what the desk does: a sample agency, real mails with SOWs, the documents and letters it makes of them.

    Needs no server and sends nothing; letters and documents lie in DIR to be opened. Call it as often as you like:
    what it made is made anew.

    Example: desk demo
    """
    from agent.demo.run import run

    with _quiet(), _progress() as step:
        shown = run(folder.expanduser().resolve(), step)
    _print(shown)


def _print(shown: Shown) -> None:
    say(f"{shown.agency}, {shown.day:%A} {shown.day.day} {shown.day:%B %Y}. The demo's clock stands at that day,")
    say("so that it says the same whenever you run it. Nothing left this machine.")
    heading("What came in, and what the desk did")
    _grid(
        {"from": 11, "subject": 17, "taken for": 13, "what the desk did": 35},
        [(mail.number, (mail.sender,), (mail.subject,), (mail.taken_for,), mail.did) for mail in shown.mails],
        between=1,
    )
    heading("What the desk wrote")
    _grid(
        {"to": 24, "letter": 29, "state": 22},
        [(letter.number, (letter.to,), (letter.about,), (letter.state,)) for letter in shown.letters],
    )
    _print_paths(shown)
    _print_next(shown)


def _print_paths(shown: Shown) -> None:
    heading("Open these")
    for paper in shown.papers:
        say(f"  {_near(paper.path)}")
    for letter in shown.letters:
        say(f"  {_near(letter.page)}")
    say("Each letter lies beside its page as .eml, for a mail program.")


def _print_next(shown: Shown) -> None:
    heading("Try next")
    sow = [paper for paper in shown.papers if paper.kind == "sow"]
    waiting = [mail.number for mail in shown.mails if mail.waits]
    here = f"--home {_quoted(shown.home)}"
    hints = [
        ("what was sold", f"{here} projects"),
        *(("one project, each fact with its place", f"{here} project {paper.project}") for paper in sow[:1]),
        ("what waits for an ok", f"{here} outbox list --phase held"),
        *(("why a mail got no answer", f"{here} inbox show {number}") for number in waiting[:1]),
        *(("what a SOW says, with quotes", f"read {_quoted(paper.path)}") for paper in sow[:1]),
    ]
    for what, words in hints:
        say(f"  # {what}\n  {_program()} {words}")


def _grid(columns: Mapping[str, int], rows: Sequence[tuple[int, *tuple[Lines, ...]]], between: int = 0) -> None:
    """Print numbered rows of cells of a line or several; each column has its share of the screen, up to a width."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(highlight=False)
    grid = Table(box=None, pad_edge=False, padding=(0, 2, between, 0), header_style="bold", expand=True)
    grid.add_column("", width=2, justify="right")
    for name, share in columns.items():
        grid.add_column(name, ratio=share, overflow="fold")
    for number, *cells in rows:
        grid.add_row(str(number), *(Text("\n".join(map(printable, lines))) for lines in cells))
    console.print(grid, width=min(console.width, _WIDEST))


def _near(path: Path) -> str:
    """Return a path the short way where it lies below the current folder."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _quoted(path: Path) -> str:
    return shlex.quote(_near(path))


def _program() -> str:
    """Return how this program is called from here: by its name where the shell finds it, else by its path."""
    import shutil

    beside = Path(sys.executable).with_name("desk")
    return _quoted(beside) if beside.exists() and not shutil.which("desk") else "desk"


@contextmanager
def _progress() -> Iterator[Callable[[str], None]]:
    """Show the step in hand on stderr: one moving line in a terminal, a line a step elsewhere."""
    from rich.console import Console
    from rich.text import Text

    console = Console(stderr=True, highlight=False)
    with console.status(Text("starting")) as status:

        def step(words: str) -> None:
            status.update(Text(printable(words)))
            if not console.is_terminal:
                console.print(Text(f"· {printable(words)}"), soft_wrap=True)

        yield step


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the desk's log out of the demo, except for what goes wrong."""
    import logging

    import structlog

    before = structlog.get_config()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    try:
        yield
    finally:
        structlog.configure(**before)
