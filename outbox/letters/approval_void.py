"""Approval void: an answer that changes nothing, because it came twice, too late, or spoke of an older edition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin


@dataclass(frozen=True, slots=True)
class ApprovalVoid:
    """Why an answer did nothing.

    `done`: `by` let the edition go on `day`. `older`: a newer edition was made on `day`. `expired`: the letter that
    was answered is of `day`. `withdrawn`: the project was taken back on `day`.
    """

    mail: Origin
    code: str
    title: str
    document: str
    why: Literal["done", "older", "expired", "withdrawn"]
    day: date
    contact: Address
    by: str = ""


def approval_void(
    desk: Desk, to: Address, facts: ApprovalVoid, *, mail_id: int, thread: Thread | None = None
) -> Letter:
    """Return the answer to this reply."""
    return desk.write("approval_void", to, facts, keys.approval_void(mail_id), thread=thread)
