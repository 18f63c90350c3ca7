"""The two replies of the demo, composed when the letters they answer exist: a lead's `ok`, and sales' answers."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from agent.bootstrap import Desk
from agent.store import cases
from outbox import ledger
from outbox.ledger import LetterRow

# What Priya knows about the Tarn project; she answers whatever the receipt asks of it.
_KNOWN = {
    "client": "Tarn Outdoor Ltd",
    "project": "Online shop relaunch",
    "effective_date": "9 November 2026",
    "start_date": "23 November 2026",
    "end_date": "31 March 2027",
    "deliverables": "the five of section 3",
    "milestones": "the five of section 4",
    "effort": "24 hours for the Copywriter",
    "fee_total": "62,400 GBP, fixed",
    "payments": "30% on signature, 40% on approval of the designs, 30% on go-live",
    "contacts": "Callum Reid, callum.reid@tarnoutdoor.example",
}
_UNKNOWN = "Helen Marsh will tell us at the kickoff"


@dataclass(frozen=True, slots=True)
class Question:
    """A numbered question of a letter and the field it is about."""

    number: int
    field: str


def letter_to(desk: Desk, kind: str, recipient: str) -> LetterRow | None:
    """Return the newest letter of a kind to somebody, or None."""
    with desk.store.look() as connection:
        rows = ledger.letters(connection, limit=1000)
    return next((row for row in rows if row.kind == kind and row.recipient == recipient), None)


def questions_of(desk: Desk, letter: LetterRow) -> tuple[Question, ...]:
    """Return what a letter asks."""
    with desk.store.look() as connection:
        asked = cases.asked_by_letter(connection, letter.id)
    return tuple(Question(case.number, case.field) for case in asked if case.kind == "question")


def answers_to(questions: Sequence[Question]) -> str:
    """Return what sales writes: each number with its answer."""
    return "\n".join(f"{asked.number}: {_KNOWN.get(asked.field, _UNKNOWN)}" for asked in questions)


def reply(desk: Desk, letter: LetterRow, words: str, at: datetime) -> bytes:
    """Return the mail in which a letter's recipient answers `words` at `at`, our words quoted below theirs."""
    with desk.store.look() as connection:
        answered = email.message_from_bytes(ledger.content(connection, letter.id), policy=email.policy.default)
    person = desk.settings.person(letter.recipient)
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = f"{person.name if person else ''} <{letter.recipient}>"
    message["To"] = str(answered["From"])
    message["Subject"] = f"Re: {str(answered['Subject']).removeprefix('Re: ')}"
    message["Date"] = format_datetime(at)
    message["Message-ID"] = f"<reply-to-{letter.id}@mail.{desk.settings.agency.domains[0]}>"
    message["In-Reply-To"] = message["References"] = str(answered["Message-ID"])
    message.set_content(f"{words}\n\n{_quoted(answered, desk, letter)}")
    return _stamp(desk, letter.recipient, at) + bytes(message)


def _quoted(answered: EmailMessage, desk: Desk, letter: LetterRow) -> str:
    body = answered.get_body(("plain",))
    lines = str(body.get_content()).splitlines() if body else []
    agency = desk.settings.agency
    head = f"On {letter.posted_at:%a, %d %b %Y at %H:%M}, {agency.name} <{agency.address}> wrote:"
    return "\n".join([head, "", *(f"> {line}".rstrip() for line in lines)]) + "\n"


def _stamp(desk: Desk, sender: str, at: datetime) -> bytes:
    """Return what the agency's mail server writes above a mail of its own people."""
    host, domain = desk.settings.trust.authserv_ids[0], sender.rpartition("@")[2]
    lines = (
        f"Return-Path: <{sender}>",
        f"Delivered-To: {desk.settings.agency.address}",
        f"Authentication-Results: {host}; dkim=pass header.d={domain} header.s=s1; dmarc=pass header.from={domain}",
        f"Received: from mail.{domain} (mail.{domain} [192.0.2.25]) by {host} with ESMTPS; {format_datetime(at)}",
    )
    return "".join(f"{line}\r\n" for line in lines).encode()
