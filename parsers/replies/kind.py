"""What a person's mail is, told by its own words alone: status, decision, leave, question or none of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from parsers.mail.reply import new_text
from parsers.replies.answers import read_answers
from parsers.replies.command import CommandKind, read_command
from parsers.replies.decision import Choice, Decision, read_decisions
from parsers.replies.leave import Leave, read_leave
from parsers.replies.signals import What
from parsers.replies.status import Change, read_status
from parsers.replies.topics import Candidate

MOST_DECISIONS = 30

_NUMBERED = re.compile(r"(?m)^[>\s]{1,8}(?:#|Q)?\(?(\d{1,2})[.):]\s")
_DECIDES = re.compile(
    r"decision|decide|approv|sign-?off|your call|entscheid|freigabe|décision|decisi[oó]n|beslis|aprova", re.IGNORECASE
)
_REPORTS = re.compile(
    r"status|update|progress|weekly|standup|check-?in|stand der|wochenbericht|fortschritt", re.IGNORECASE
)


class Said(StrEnum):
    """What a person's mail says."""

    STATUS = "status_reply"
    DECISION = "decision_reply"
    LEAVE = "leave"
    QUESTION = "question"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Reading:
    """What a mail says, and what was read out of it: only the list of its own kind is filled."""

    said: Said
    changes: tuple[Change, ...] = ()
    decisions: tuple[Decision, ...] = ()
    leave: tuple[Leave, ...] = ()


def read_words(
    subject: str, text: str, visible: str, replies: bool, today: date, candidates: Sequence[Candidate] = ()
) -> Reading:
    """Return what a mail says: `text` is all of it, `visible` what is new, `replies` whether it answers a mail."""
    decisions = _decisions(subject, text, visible) if replies or _DECIDES.search(subject) else ()
    if decisions:
        return Reading(Said.DECISION, decisions=decisions)
    changes = read_status(visible, today, candidates) if replies or _REPORTS.search(subject) else ()
    leave = read_leave(visible, today)
    telling = [c for c in changes if c.what not in (What.QUESTION, What.UNCLEAR) and not _told_by(c.quote, leave)]
    if telling:
        return Reading(Said.STATUS, changes=changes)
    if leave:
        return Reading(Said.LEAVE, leave=leave)
    if any(mark in f"{subject}{new_text(visible)}" for mark in "?？؟"):
        return Reading(Said.QUESTION)
    if any(change.what is What.UNCLEAR for change in changes):
        return Reading(Said.STATUS, changes=changes)
    return Reading(Said.OTHER)


def _decisions(subject: str, text: str, visible: str) -> tuple[Decision, ...]:
    """Return the decisions a reply takes: numbered choices, or a plain yes or no where decisions were asked for."""
    new = new_text(visible)
    asked = sorted({int(number) for number in _NUMBERED.findall(text)})
    numbers = asked or [answer.number for answer in read_answers(visible)] or _mentioned(new)
    numbers = [number for number in numbers if 0 < number <= MOST_DECISIONS]
    found = read_decisions(visible, numbers) if numbers else ()
    clear = [decision for decision in found if decision.choice is not Choice.UNCLEAR]
    if clear and (asked or len(clear) * 2 >= len(numbers)):
        return found
    about = _DECIDES.search(subject) or _DECIDES.search(text[: len(text) - len(new)] if len(text) > len(new) else "")
    command = read_command(visible)
    if about and command is not None and command.kind in (CommandKind.OK, CommandKind.NO):
        return read_decisions(new, (1,))
    return ()


def _mentioned(new: str) -> list[int]:
    """Return the numbers a short text without line numbers names: "1a 2 yes, rest default"."""
    if len(new) > 400:
        return []
    return sorted(
        {int(number) for number in re.findall(r"(?<![\w./:%-])(\d{1,2})(?=[ ]?[a-h]\b|[ ]?[.):]|[ ]\w)", new)}
    )


def _told_by(quote: str, leave: Sequence[Leave]) -> bool:
    """Return whether the words of a change are those of a leave: "back on the 5th" is no new date."""
    return any(quote in absence.quote or absence.quote in quote for absence in leave)
