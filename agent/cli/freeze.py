"""`desk freeze` and `desk thaw`: the switch that keeps every letter back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from agent.cli.screen import say
from agent.cli.shared import desk_of, operator

if TYPE_CHECKING:
    from agent.worker.reconciling import Compared

Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; `desk doctor` shows it.")]
Restored = Annotated[
    bool,
    typer.Option("--restored", help="The store is a restored PostgreSQL backup: compare it with the mailbox first."),
]
Now = Annotated[
    bool, typer.Option("--now", help="Do not compare a restored store with the mailbox: you have looked yourself.")
]


def freeze(context: typer.Context, why: Why = "", restored: Restored = False) -> None:
    """Keep every letter back, also over a restart, until `desk thaw`. Mail is still taken in and worked on.

    Example: desk --home /srv/desk freeze --why "we move to another mail server"
    """
    from agent.worker import restoring

    with desk_of(context) as desk:
        restoring.freeze(desk, why, operator(), restored)
    say("Frozen: no letter leaves until `desk thaw`. One that is being handed over now still goes.")


def thaw(context: typer.Context, now: Now = False) -> None:
    """Let letters go again. A restored store is compared with the mailbox first: what was sent is not sent again.

    Example: desk --home /srv/desk thaw
    """
    from agent.worker import restoring

    with desk_of(context) as desk:
        if not restoring.freezes(desk):
            say("Nothing is frozen; letters go.")
            return
        found = restoring.thaw(desk, operator(), unseen=now)
    if found is not None:
        say(told(found))
    if found is not None and found.hindrance:
        say("Still frozen. See `desk outbox list --phase queued`, drop what was sent, then: desk thaw --now")
        raise typer.Exit(1)
    say("Thawed: a running desk sends what is queued.")


def told(found: Compared) -> str:
    """Return what a comparison found, as lines."""
    lines = (
        f"mails read again      {found.mails}",
        f"letters sent before   {found.sent_before}",
        f"letters to send now   {found.to_send}",
        *([f"open                  {found.hindrance}"] if found.hindrance else []),
    )
    return "\n".join(lines)
