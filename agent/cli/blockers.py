"""`desk blockers`: what stops work, since when and who can free it; opened and freed by hand, too."""

from __future__ import annotations

from typing import Annotated

import typer

from agent.cli.screen import json_line, moment, say, table
from agent.cli.shared import AsJson, desk_of, operator

Code = Annotated[str, typer.Argument(metavar="CODE", help="The project's code, such as ACME-01.")]
What = Annotated[str, typer.Argument(metavar="WHAT", help="What stops the work, in a few words.")]
Number = Annotated[int, typer.Argument(metavar="ID", help="The blocker's number, as `desk blockers` shows it.")]
Owner = Annotated[str, typer.Option("--owner", metavar="EMAIL", help="Who can free it; else the project's lead.")]
Client = Annotated[bool, typer.Option("--client", help="The client has to free it.")]


def listing(context: typer.Context, as_json: AsJson = False) -> None:
    """List what stops work now, the oldest first.

    Example: desk blockers list --json | jq -r .owner
    """
    from agent.store.blockers import still_open

    with desk_of(context) as desk, desk.store.look() as connection:
        rows, now, zone = still_open(connection), desk.clock.now(), desk.settings.agency.timezone
    if as_json:
        for row in rows:
            json_line(row)
        return
    table(
        ("id", "project", "days", "stops", "what", "can be freed by", "said by", "since"),
        [
            (
                r.id,
                r.code,
                (now - r.since).days,
                r.item or "the project",
                r.what,
                _who(r.owner),
                _who(r.by),
                moment(r.since, zone),
            )
            for r in rows
        ],
        "Nothing is blocked.",
        short=2,
    )


def open_(context: typer.Context, code: Code, what: What, owner: Owner = "", client: Client = False) -> None:
    """Write down a blocker by hand; who can free it is asked at once, and again until it is freed.

    Example: desk blockers open ACME-01 "no access to staging" --owner jon@agency.example
    """
    from agent.services.commands import open_blocker

    with desk_of(context) as desk:
        number = open_blocker(desk.office, code, what, owner, client=client, by=operator())
    say(f"Blocker {number} of {code.upper()} is written down.")


def free(context: typer.Context, number: Number) -> None:
    """End a blocker by hand; whoever was stopped is told.

    Example: desk blockers free 4
    """
    from agent.services.commands import free_blocker

    with desk_of(context) as desk:
        code = free_blocker(desk.office, number, by=operator())
    say(f"Blocker {number} of {code} is freed.")


def _who(email: str) -> str:
    return email.partition("@")[0]
