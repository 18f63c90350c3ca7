"""Kickoff for the client: brings the client edition, in the agency's name, and waits at the client gate."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Attachment, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class KickoffClient:
    """What the client may read: nothing here is internal; `title` is the project's name as the agreement has it."""

    title: str
    lead: Address
    start: date | None = None
    end: date | None = None
    asks_of_client: bool = False


def kickoff_client(
    desk: Desk, to: Address, facts: KickoffClient, edition: Attachment, *, project_code: str, sow_version: int
) -> Letter:
    """Return the letter, held until a named person lets it go."""
    key = keys.kickoff_client(project_code, sow_version)
    return desk.write("kickoff_client", to, facts, key, attachments=(edition,), held=True)
