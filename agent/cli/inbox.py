"""`desk inbox`: what came in, what became of it, and how to run it again."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from agent.cli.screen import heading, json_line, moment, pairs, say, table
from agent.cli.shared import AsJson, desk_of, operator
from agent.errors import UsageError

Number = Annotated[int, typer.Argument(metavar="ID", help="The mail's number in `desk inbox list`.")]
Why = Annotated[str, typer.Option("--why", metavar="TEXT", help="The reason, kept with the mail.")]
Most = Annotated[int, typer.Option("--last", min=1, metavar="N", help="Show the last N.")]


class State(StrEnum):
    """The states of a mail, spelled again because the store's own list takes half a second to import."""

    KEPT = "kept"
    SORTED = "sorted"
    HANDLED = "handled"
    IGNORED = "ignored"
    PERSON = "person"


Shown = Annotated[State | None, typer.Option("--state", help="Only mail in this state; `person` waits for you.")]


def listing(context: typer.Context, state: Shown = None, last: Most = 50, as_json: AsJson = False) -> None:
    """List the mail that came in, newest first, with what became of it and why.

    Example: desk inbox list --state person
    """
    from agent.store.inbox_list import mails

    states = (state.value,) if state else ()
    with desk_of(context) as desk, desk.store.look() as connection:
        rows, zone = mails(connection, states, last), desk.settings.agency.timezone
    if as_json:
        for row in rows:
            json_line(row)
        return
    table(
        ("id", "received", "from", "subject", "kind", "state", "why"),
        [(r.id, moment(r.received_at, zone), r.from_email, r.subject, r.kind, r.state, r.reason) for r in rows],
        "No mail." if state else "No mail yet.",
        short=2,
    )


def show(context: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """Show one mail: who sent it and whether that is proven, what it was taken for, its documents and letters.

    Example: desk inbox show 12
    """
    with desk_of(context) as desk:
        view, zone = desk.mail(number), desk.settings.agency.timezone
    if view is None:
        raise UsageError(f"There is no mail {number}; `desk inbox list` lists them.")
    if as_json:
        json_line(view)
        return
    row = view.row
    heading(f"mail {row.id}: {row.subject}")
    pairs(
        [
            ("from", f"{row.from_name} <{row.from_email}>".strip()),
            ("received", moment(row.received_at, zone)),
            ("sender", f"{row.verdict}: {row.verdict_why}" if row.verdict else None),
            ("kind", row.kind),
            ("state", row.state),
            ("why", row.reason),
            ("tries", row.tries or None),
            ("copy of", row.copy_of and f"mail {row.copy_of}"),
            ("details", row.detail),
        ]
    )
    heading("arrived")
    places = [(moment(a.received_at, zone), a.folder, a.uid, a.filed_to) for a in view.arrivals]
    table(("at", "folder", "uid", "filed to"), places, "")
    if view.documents:
        heading("documents")
        rows = [(d.id, d.name, d.kind, d.signed, d.reason) for d in view.documents]
        table(("id", "name", "kind", "signed", "why"), rows, "")
    if view.letters:
        heading("letters")
        table(("id", "to", "letter", "phase"), [(x.id, x.recipient, x.kind, x.phase) for x in view.letters], "")


def replay(context: typer.Context, number: Number) -> None:
    """Run a kept mail again, for instance after you mended what it failed on. Nothing is done or said twice.

    Example: desk inbox replay 12
    """
    from agent.services import commands

    with desk_of(context) as desk:
        commands.replay(desk.store, number, operator())
    say(f"Mail {number} is due again; a running desk takes it up by itself.")


def drop(context: typer.Context, number: Number, why: Why) -> None:
    """Take a mail off the list of those that wait for a person. It stays kept, with your reason.

    Example: desk inbox drop 12 --why "advertising"
    """
    from agent.services import commands

    with desk_of(context) as desk:
        commands.drop_mail(desk.store, number, why, operator())
    say(f"Mail {number} no longer waits for a person.")
