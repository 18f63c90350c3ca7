"""The client gate: who may let a letter go to a client, and which answers still count."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from config.settings import Person, Role, Settings

_MAY_RELEASE = frozenset({Role.LEAD, Role.FOUNDER, Role.ADMIN})


def may_release(person: Person, settings: Settings) -> bool:
    """Return whether `person` may release letters to clients today, by role or as the lead of a client.

    Having been asked once gives no right: who lost the role since may not (pitfalls: A16).
    """
    leads = {client.lead.lower() for client in settings.clients if client.lead}
    return person.email.lower() in leads or bool(_MAY_RELEASE.intersection(person.roles))


class Standing(StrEnum):
    """Whether an answer to a letter still counts for the approval that is asked for today."""

    COUNTS = "counts"
    DONE = "done"  # the edition was let go before: a second use changes nothing
    WITHDRAWN = "withdrawn"  # what it approved was taken back
    OLDER = "older"  # a newer edition was made after the letter that was answered
    EXPIRED = "expired"  # the letter that was answered is too old to act on


def standing(state: str, asked_at: datetime, letter_at: datetime, now: datetime, good_for: timedelta) -> Standing:
    """Return whether an answer to a letter of `letter_at` counts for the approval asked for at `asked_at`.

    The letter binds the answer: it is for what was asked when it was written, once, and for a time (pitfalls: A15).
    """
    if letter_at < asked_at:
        return Standing.OLDER
    if state == "answered":
        return Standing.DONE
    if state == "withdrawn":
        return Standing.WITHDRAWN
    return Standing.EXPIRED if now - letter_at > good_for else Standing.COUNTS
