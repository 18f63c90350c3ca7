"""Status given: the projects a colleague leads, a line each, with what waits for an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class ProjectLine:
    """One project: its stage and dates, how many questions are open, whether a client letter waits for the lead."""

    code: str
    title: str
    client: str
    stage: str
    start: date | None = None
    end: date | None = None
    questions: int = 0
    approval: bool = False
    lead: str = ""


@dataclass(frozen=True, slots=True)
class StatusGiven:
    """The projects; with `all` every one of the agency, else those the reader leads."""

    mail: Origin
    projects: tuple[ProjectLine, ...]
    all: bool = False


def status_given(desk: Desk, to: Address, facts: StatusGiven, *, mail_id: int, thread: Thread | None = None) -> Letter:
    """Return the answer to this mail."""
    return desk.write("status_given", to, facts, keys.status_given(mail_id), thread=thread)
