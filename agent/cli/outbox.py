"""`desk outbox`: what leaves, what is held or refused, and how to let it go."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import Annotated

import typer

from agent.cli.screen import heading, json_line, moment, pairs, say, table
from agent.cli.shared import AsJson, desk_of, operator
from agent.errors import UsageError

Number = Annotated[int, typer.Argument(metavar="ID", help="The letter's number in `desk outbox list`.")]
Most = Annotated[int, typer.Option("--last", min=1, metavar="N", help="Show the last N.")]


class Phase(StrEnum):
    """The phases of a letter, spelled again because the ledger's own list takes half a second to import."""

    HELD = "held"
    QUEUED = "queued"
    CONNECTING = "connecting"
    DOTTING = "dotting"
    UNKNOWN = "unknown"
    SENT = "sent"
    REFUSED = "refused"
    DROPPED = "dropped"


Shown = Annotated[
    Phase | None, typer.Option("--phase", help="Only letters in this phase; `held` waits for somebody's yes.")
]


def listing(context: typer.Context, phase: Shown = None, last: Most = 50, as_json: AsJson = False) -> None:
    """List the letters, newest first, with how far each is and why.

    Example: desk outbox list --phase refused
    """
    from outbox import ledger
    from outbox.tables import Phase as Stored

    phases = (Stored(phase.value),) if phase else ()
    with desk_of(context) as desk, desk.store.look() as connection:
        rows, zone = ledger.letters(connection, phases, last), desk.settings.agency.timezone
    if as_json:
        for row in rows:
            json_line(row)
        return
    table(
        ("id", "posted", "to", "letter", "subject", "phase", "why"),
        [(r.id, moment(r.posted_at, zone), r.recipient, r.kind, r.subject, r.phase, r.reason) for r in rows],
        "No letters." if phase else "No letters yet.",
        short=2,
    )


def show(context: typer.Context, number: Number, as_json: AsJson = False) -> None:
    """Show one letter: its text, how far it is, and each attempt to send it.

    Example: desk outbox show 7
    """
    from outbox import ledger

    with desk_of(context) as desk, desk.store.look() as connection:
        row, zone = ledger.show(connection, number), desk.settings.agency.timezone
        if row is None:
            raise UsageError(f"There is no letter {number}; `desk outbox list` lists them.")
        attempts, words = ledger.attempts(connection, number), _words(ledger.content(connection, number))
    if as_json:
        json_line({**asdict(row), "attempts": [asdict(attempt) for attempt in attempts], "text": words})
        return
    heading(f"letter {row.id}: {row.subject}")
    pairs(
        [
            ("to", row.recipient),
            ("letter", row.kind),
            ("posted", moment(row.posted_at, zone)),
            ("phase", row.phase),
            ("why", row.reason),
            ("sent", moment(row.sent_at, zone)),
            ("let go by", row.released_by),
        ]
    )
    if attempts:
        heading("attempts")
        table(
            ("at", "ended in", "code", "the server said"),
            [(moment(a.at, zone), a.phase, a.code, a.text) for a in attempts],
            "",
        )
    heading("text")
    say(words)


def retry(context: typer.Context, number: Number) -> None:
    """Send a refused letter, or one in doubt, again: the same letter under the same Message-ID.

    Example: desk outbox retry 7
    """
    from agent.services import commands

    with desk_of(context) as desk:
        commands.retry(desk.store, number, operator())
    say(f"Letter {number} is queued; a running desk sends it.")


def release(context: typer.Context, number: Number) -> None:
    """Let a letter go that waits at the client gate. Your name is kept with it.

    Example: desk outbox release 9
    """
    from agent.services import commands

    with desk_of(context) as desk:
        recipient = commands.release(desk.office, number, operator())
    say(f"Letter {number} to {recipient} is queued; a running desk sends it.")


def drop(
    context: typer.Context,
    numbers: Annotated[list[int], typer.Argument(metavar="ID...", help="Letters in `desk outbox list`.")],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why; it is kept with the letter.")],
) -> None:
    """Take back letters that have not left: held, queued, refused or in doubt. They stay in the list, dropped.

    Example: desk outbox drop 7 8 --why "sent by hand"
    """
    from agent.services import commands

    with desk_of(context) as desk:
        for number in numbers:
            commands.drop_letter(desk.store, number, why, operator())
    say(f"Dropped {len(numbers)} {'letter' if len(numbers) == 1 else 'letters'}.")


def _words(raw: bytes) -> str:
    """Return the text of a letter we built ourselves."""
    from email import message_from_bytes, policy

    body = message_from_bytes(raw, policy=policy.default).get_body(("plain",))
    return str(body.get_content()).replace("\r\n", "\n").rstrip() if body else ""
