"""Alarm: tells the admin at once what keeps the desk from its work, what that means, and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


class Trouble(StrEnum):
    """What is wrong; the template has the words for each."""

    MAILBOX = "mailbox"  # the mailbox does not answer
    MAILBOX_REFUSED = "mailbox-refused"  # the mailbox refuses the login or the folder
    SMTP = "smtp"  # the SMTP server does not answer
    SMTP_REFUSED = "smtp-refused"  # the SMTP server refuses the login
    STORE = "store"  # the store cannot be written
    HISTORY = "history"  # the act log does not hold together
    REFUSED = "refused"  # a letter was refused for good
    BOUNCED = "bounced"  # a letter came back
    DOUBT = "doubt"  # whether a letter left cannot be told; a person must decide
    PLANNING = "planning"  # a plan could not be made
    ROUTINE = "routine"  # a run of the schedule was missed or failed
    BREAKER = "breaker"  # too many letters: all are held


@dataclass(frozen=True, slots=True)
class LetterInTrouble:
    """The letter an alarm is about."""

    id: int
    to: str
    subject: str


@dataclass(frozen=True, slots=True)
class Alarm:
    """One trouble; `said` is the server's or the program's own sentence, `waiting` counts letters that wait for it."""

    trouble: Trouble
    said: str
    day: date
    letter: LetterInTrouble | None = None
    waiting: int = 0
    where: str = ""


def alarm(desk: Desk, to: Address, facts: Alarm) -> Letter:
    """Return the alarm, ahead of all other letters; the same trouble is told once a day."""
    subject_id = str(facts.letter.id) if facts.letter else facts.where
    key = keys.alarm(to.email, facts.trouble, subject_id, facts.day.isoformat())
    return desk.write("alarm", to, facts, key, urgent=True)
