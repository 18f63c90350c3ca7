"""Project withdrawn: the echo of an `undo` to a receipt, for who brought the SOW and for the lead, or why it stays."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class ProjectWithdrawn:
    """What an `undo` took back. `stands` names what was built on the project since, and then it stays.

    `by` is who took it back, for the lead ("" when the reader did); `lead_told` says whether the lead hears of it.
    """

    mail: Origin
    code: str
    title: str
    client: str
    contact: Address
    stands: tuple[str, ...] = ()
    by: str = ""
    lead_told: str = ""


def project_withdrawn(
    desk: Desk, to: Address, facts: ProjectWithdrawn, *, mail_id: int, thread: Thread | None = None
) -> Letter:
    """Return the echo of this reply."""
    return desk.write("project_withdrawn", to, facts, keys.project_withdrawn(mail_id), thread=thread)
