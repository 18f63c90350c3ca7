"""Client edition released: the echo to the lead that it is on its way, to whom, and that it cannot be called back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class ClientReleased:
    """Who let which document go to whom; `by` tells the reader's own ok from a release by command."""

    code: str
    title: str
    client: str
    client_to: Address
    document: str
    by: Literal["reply", "command"] = "reply"
    released_by: str = ""


def client_released(
    desk: Desk, to: Address, facts: ClientReleased, *, sow_version: int, thread: Thread | None = None
) -> Letter:
    """Return the echo for this version's client edition."""
    return desk.write("client_released", to, facts, keys.client_released(facts.code, sow_version), thread=thread)
