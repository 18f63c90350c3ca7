"""The ways a mail can go, each with what must stand at its end, however often the desk was killed on the way."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import docx

from tests.conversation import sow_mail
from tests.faults.rig import Rig
from tests.samples import mails
from tests.samples.sow import part_signed_sow, signed_sow

LENA, SAM = "Lena Lead <lena@agency.example>", "Sam Sales <sam@agency.example>"

Letter = tuple[str, str, str]  # kind, recipient, phase

RECEIPT = ("receipt", "sam@agency.example", "sent")
KICKOFF = ("kickoff", "lena@agency.example", "sent")
HELD = ("kickoff_client", "dana.whitfield@northwind.example", "held")
CLIENT = ("kickoff_client", "dana.whitfield@northwind.example", "sent")
RELEASED = ("client_released", "lena@agency.example", "sent")
APPLIED = ("answers_applied", "sam@agency.example", "sent")
NOT_SIGNED = ("sow_not_signed", "sam@agency.example", "sent")
CAME_BACK = ("kickoff", "lena@agency.example", "refused")
ALARM = ("alarm", "ada@agency.example", "sent")
DIGEST = ("needs_person", "ada@agency.example", "sent")


@dataclass(frozen=True)
class Journey:
    """A way of mail: what comes in (given what left before), and the mails' states, letters and projects at its end.

    `after` names the journey that must have ended before this one begins.
    """

    name: str
    mail: Callable[[Rig], bytes]
    states: tuple[str, ...]
    letters: tuple[Letter, ...]
    projects: int = 0
    after: str = ""


@cache
def _signed() -> bytes:
    return sow_mail(("SOW.docx", signed_sow()))


@cache
def _undated() -> bytes:
    """Return the mail with a SOW that is signed and does not say when the work ends, so that the receipt asks."""
    document = docx.Document(io.BytesIO(signed_sow()))
    for paragraph in [p for p in document.paragraphs if p.text.startswith("End Date")]:
        paragraph._element.getparent().remove(paragraph._element)
    buffer = io.BytesIO()
    document.save(buffer)
    return sow_mail(("SOW.docx", buffer.getvalue()))


@cache
def _part_signed() -> bytes:
    return sow_mail(("SOW.docx", part_signed_sow()))


def _reply(rig: Rig, subject: str, sender: str, text: str) -> bytes:
    answered = rig.letter(subject)
    return mails.mail(
        sender,
        subject=f"Re: {answered['Subject']}",
        text=f"{text}\n\nOn Tue, 10 Nov 2026, Bright Harbour Studio <desk@agency.example> wrote:\n> as above\n",
        message_id="<reply@mail.agency.example>",
        in_reply_to=str(answered["Message-ID"]),
    )


def _ok(rig: Rig) -> bytes:
    return _reply(rig, "kickoff", LENA, "ok")


def _answers(rig: Rig) -> bytes:
    return _reply(rig, "SOW", SAM, "1: 23 April 2027")


def _bounce(rig: Rig) -> bytes:
    return mails.bounce(str(rig.letter("kickoff")["Message-ID"]), "lena@agency.example")


def _forged(_: Rig) -> bytes:
    return mails.forged()


JOURNEYS = {
    journey.name: journey
    for journey in (
        Journey("signed", lambda _: _signed(), ("handled",), (RECEIPT, KICKOFF, HELD), projects=1),
        Journey("undated", lambda _: _undated(), ("handled",), (RECEIPT, KICKOFF, HELD), projects=1),
        Journey("part signed", lambda _: _part_signed(), ("handled",), (NOT_SIGNED,)),
        Journey("ok", _ok, ("handled", "handled"), (RECEIPT, KICKOFF, CLIENT, RELEASED), 1, "signed"),
        Journey("answers", _answers, ("handled", "handled"), (RECEIPT, KICKOFF, HELD, APPLIED), 1, "undated"),
        Journey("bounce", _bounce, ("handled", "handled"), (RECEIPT, CAME_BACK, HELD, ALARM), 1, "signed"),
        Journey("forged", _forged, ("person",), (DIGEST,)),
    )
}
