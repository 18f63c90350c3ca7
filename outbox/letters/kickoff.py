"""Kickoff: hands a new project to its delivery lead and asks for approval of the client edition."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk
from outbox.letters.facts import Enclosed, MilestoneLine, Question, ReadLine


@dataclass(frozen=True, slots=True)
class Kickoff:
    """A project as its lead first sees it.

    `client_to` is the only person the client edition would go to, None where the SOW gives no address; `asked` is
    whom the open questions were put to; `mark` routes a reply written afresh (`outbox.identifiers.mark_of`).
    """

    code: str
    title: str
    client: str
    read: tuple[ReadLine, ...]
    contact: Address
    client_to: Address | None = None
    milestones: tuple[MilestoneLine, ...] = ()
    questions: tuple[Question, ...] = ()
    asked: str = ""
    documents: tuple[Enclosed, ...] = ()
    mark: str = ""


def kickoff(desk: Desk, to: Address, facts: Kickoff, *, sow_version: int) -> Letter:
    """Return the lead's letter for this version of the project's agreement."""
    return desk.write(
        "kickoff",
        to,
        facts,
        keys.kickoff(facts.code, sow_version),
        attachments=tuple(document.file for document in facts.documents),
    )
