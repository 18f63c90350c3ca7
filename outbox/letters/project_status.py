"""Project status: answers how a project does and why, each reason with its evidence and what would clear it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class StatusReason:
    """One reason of a verdict; `sign` names its words, `quote` and `by` are its evidence."""

    verdict: str
    sign: str
    about: str
    day: date | None
    days: int
    quote: str
    by: str


@dataclass(frozen=True, slots=True)
class StatusItem:
    """A piece of work: `day` is when it was done or, until then, is due; `percent` is -1 where none was said."""

    title: str
    done: bool
    day: date | None
    percent: int


@dataclass(frozen=True, slots=True)
class ProjectStatus:
    """How a project does: `since` when, what it was `before` ("" for nothing), and who last spoke when.

    `confidence` is a percentage, -1 where it was not reckoned.
    """

    mail: Origin
    code: str
    title: str
    verdict: str
    since: date | None
    before: str
    confidence: int
    heard: date | None
    reasons: tuple[StatusReason, ...]
    items: tuple[StatusItem, ...]


def project_status(
    desk: Desk, to: Address, facts: ProjectStatus, *, mail_id: int, thread: Thread | None = None
) -> Letter:
    """Return the answer to this mail about this project."""
    return desk.write("project_status", to, facts, keys.project_status(mail_id, facts.code), thread=thread)
