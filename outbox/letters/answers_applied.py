"""Answers applied: echoes each answer as it was read, old and new, says what is open still, and how to undo it."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter, Thread
from outbox.letters.desk import Desk
from outbox.letters.facts import Origin, Question


@dataclass(frozen=True, slots=True)
class Applied:
    """One answer: what it changed (`old` is "" where nothing stood) and the words it was read from."""

    number: int
    label: str
    old: str
    new: str
    quote: str


@dataclass(frozen=True, slots=True)
class Unapplied:
    """One answer that could not be used, and why in one sentence."""

    number: int
    quote: str
    why: str


@dataclass(frozen=True, slots=True)
class AnswersApplied:
    """What a reply changed in a project; `still_open` keeps the numbers of the first letter."""

    mail: Origin
    code: str
    title: str
    applied: tuple[Applied, ...]
    unapplied: tuple[Unapplied, ...] = ()
    still_open: tuple[Question, ...] = ()


def answers_applied(
    desk: Desk, to: Address, facts: AnswersApplied, *, mail_id: int, thread: Thread | None = None
) -> Letter:
    """Return the echo of this reply."""
    return desk.write("answers_applied", to, facts, keys.answers_applied(mail_id), thread=thread)
