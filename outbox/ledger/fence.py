"""Whose a letter is: every change while it is being sent names its owner and epoch, and is one attempt in the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from outbox.instant import Instant
from outbox.tables import Phase, attempt, letter


@dataclass(frozen=True, slots=True)
class Claimed:
    """A letter in the hands of `owner`; `epoch` counts how often it was claimed and fences what is settled."""

    id: int
    message_id: str
    recipient: str
    kind: str
    urgent: bool
    owner: str
    epoch: int
    tries: int
    doubts: int


NOW = sa.bindparam("now", type_=Instant())
NOTE = sa.insert(attempt)


def fence() -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions that a letter is in these hands."""
    return (
        letter.c.id == sa.bindparam("the_id"),
        letter.c.owner == sa.bindparam("the_owner"),
        letter.c.epoch == sa.bindparam("the_epoch"),
    )


def fenced(*phases: Phase, **values: Any) -> sa.Update:
    """Return the settling of a letter that says whose it must be: built once, for building costs more than running."""
    return sa.update(letter).where(*fence(), sa.or_(*(letter.c.phase == phase for phase in phases))).values(**values)


def moved(conn: sa.Connection, statement: sa.Update, claimed: Claimed, **values: object) -> bool:
    """Run a fenced change; False when the letter is in other hands or another phase."""
    return conn.execute(statement, {**whose(claimed), **values}).rowcount == 1


def whose(claimed: Claimed) -> dict[str, object]:
    """Return the values of the fence."""
    return {"the_id": claimed.id, "the_owner": claimed.owner, "the_epoch": claimed.epoch}


def note(conn: sa.Connection, letter_id: int, phase: Phase, code: int | None, text: str, now: datetime) -> bool:
    """Log an attempt, and say True so that it may follow `moved`."""
    conn.execute(NOTE, attempt_row(letter_id, phase, code, text, now))
    return True


def attempt_row(letter_id: int, phase: Phase, code: int | None, text: str, now: datetime) -> dict[str, object]:
    """Return one row of the log; the text is cut at 1,000 characters."""
    return {"letter_id": letter_id, "phase": phase, "code": code, "text": text[:1000], "at": now}
