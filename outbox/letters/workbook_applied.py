"""Workbook applied: which edited cells were booked, which were refused and why; `undo` takes them back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class AppliedCell:
    """One cell that was booked, in hours before and after."""

    person: str
    project: str
    role: str
    week: date
    old: Decimal
    new: Decimal


@dataclass(frozen=True, slots=True)
class RefusedCell:
    """One cell (or a whole row, without a week) that was not booked; `why` names the reason, `text` what it said."""

    person: str
    project: str
    why: str
    week: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class WorkbookApplied:
    """What became of a returned workbook; `not_taken` says in one sentence why nothing of it could be used."""

    mail: Origin
    file: str
    applied: tuple[AppliedCell, ...] = ()
    more_applied: int = 0
    refused: tuple[RefusedCell, ...] = ()
    more_refused: int = 0
    not_taken: str = ""


def workbook_applied(
    desk: Desk, to: Address, facts: WorkbookApplied, *, mail_id: int, thread: Thread | None = None
) -> Letter:
    """Return the echo of this mail's workbook."""
    return desk.write("workbook_applied", to, facts, keys.workbook_applied(mail_id, facts.file), thread=thread)
