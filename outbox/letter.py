"""A letter: one mail to one recipient, complete and final before it is posted."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """A mail address with the name to show beside it."""

    email: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Thread:
    """The mail a letter answers: its Message-ID (with angle brackets), the References chain and its subject."""

    message_id: str
    references: tuple[str, ...] = ()
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail to one person.

    `kind` names the template folder and the file in `outbox/letters/`; `dedupe_key` (spelled in `outbox/keys.py`)
    makes it leave once; `why` is the line that says why the recipient got it; `held` keeps it at the client gate
    until a named person releases it; `urgent` goes ahead of the rest when sending is paced.
    """

    kind: str
    to: Address
    subject: str
    text: str
    html: str
    dedupe_key: str
    why: str
    thread: Thread | None = None
    attachments: tuple[Attachment, ...] = ()
    held: bool = False
    urgent: bool = False
