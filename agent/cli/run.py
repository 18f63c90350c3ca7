"""`desk run`, and its three parts for several machines: `watch`, `work`, `schedule`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.screen import printable
from agent.cli.shared import desk_of

if TYPE_CHECKING:
    from agent.bootstrap import Desk
    from outbox.ledger import LetterRow


DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Send nothing: write each letter into a file, print a line for it, and hold it."),
]


def run(context: typer.Context, dry_run: DryRun = False) -> None:
    """Run everything in one process: watch the inbox, do the work, send letters, keep the schedule.

    Stop it with Ctrl-C or SIGTERM: the step in hand is finished first. With --dry-run no connection to the mail server
    is opened and the mailbox is only read; what was written leaves by `desk outbox release` alone, also later.

    Example: desk --home /srv/desk run
    """
    from agent.worker import process

    if not dry_run:
        with _running(context) as desk:
            process.run(desk)
        return
    with _running(context, dry_run=True) as desk:
        process.rehearse(desk, desk.home.exports / "dry-run", _tell)


def _tell(letter: LetterRow, file: Path) -> None:
    """Print the line of a letter that would have left."""
    typer.echo(f"would send {letter.id} to {letter.recipient}: {printable(letter.subject)} ({file})")


def watch(context: typer.Context) -> None:
    """Only watch the inbox and keep what comes in; `desk work` does the rest.

    For several machines: [store] and [broker] in agency.toml name servers that all of them reach.

    Example: desk --home /srv/desk watch
    """
    from agent.worker import process

    with _running(context) as desk:
        process.watch(desk)


def work(context: typer.Context) -> None:
    """Only do the work: read kept mail, act on it, send letters. As many processes as wanted.

    Example: desk --home /srv/desk work
    """
    from agent.worker import process

    with _running(context) as desk:
        process.work(desk)


def schedule(context: typer.Context) -> None:
    """Only keep the schedule: start each routine when it is due. One of several leads, the others stand by.

    Example: desk --home /srv/desk schedule
    """
    from agent.worker import process

    with _running(context) as desk:
        process.schedule(desk)


@contextmanager
def _running(context: typer.Context, *, dry_run: bool = False) -> Iterator[Desk]:
    """Open the desk for a process that stays: what happens is logged, and what it needs is there at the start."""
    from agent.cli.logs import log_to_stderr

    with desk_of(context, dry_run=dry_run) as desk:
        log_to_stderr()
        yield desk
