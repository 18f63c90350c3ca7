"""`desk run`, and its three parts for several machines: `watch`, `work`, `schedule`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

from agent.cli.shared import desk_of

if TYPE_CHECKING:
    from agent.bootstrap import Desk


def run(context: typer.Context) -> None:
    """Run everything in one process: watch the inbox, do the work, send letters, keep the schedule.

    Stop it with Ctrl-C or SIGTERM: the step in hand is finished first.

    Example: desk --home /srv/desk run
    """
    from agent.worker import process

    with _running(context) as desk:
        process.run(desk)


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
def _running(context: typer.Context) -> Iterator[Desk]:
    """Open the desk for a process that stays: what happens is logged, and what it needs is there at the start."""
    from agent.cli.logs import log_to_stderr

    with desk_of(context) as desk:
        log_to_stderr()
        yield desk
