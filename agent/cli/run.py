"""`desk run`, and its three parts for several machines: `watch`, `work`, `schedule`."""

from __future__ import annotations

import typer

from agent.cli.shared import desk_of


def run(context: typer.Context) -> None:
    """Run everything in one process: watch the inbox, do the work, send letters, keep the schedule.

    Stop it with Ctrl-C or SIGTERM: the step in hand is finished first.

    Example: desk --home /srv/desk run
    """
    with desk_of(context) as desk:
        desk.run()


def watch(context: typer.Context) -> None:
    """Only watch the inbox and keep what comes in; `desk work` does the rest.

    For several machines: [store] and [broker] in agency.toml name servers that all of them reach.

    Example: desk --home /srv/desk watch
    """
    with desk_of(context) as desk:
        desk.watch()


def work(context: typer.Context) -> None:
    """Only do the work: read kept mail, act on it, send letters. As many processes as wanted.

    Example: desk --home /srv/desk work
    """
    with desk_of(context) as desk:
        desk.work()


def schedule(context: typer.Context) -> None:
    """Only keep the schedule: start each routine when it is due. One of several leads, the others stand by.

    Example: desk --home /srv/desk schedule
    """
    with desk_of(context) as desk:
        desk.schedule()
