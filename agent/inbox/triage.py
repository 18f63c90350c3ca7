"""What kind of mail it is, decided once and before anything is read out of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from agent.inbox.identity import Sender
from agent.inbox.message import InboundMail, Part
from parsers.mail.bounce import Bounce
from parsers.mail.machine import Evidence, MachineKind, detect


class Kind(StrEnum):
    """What a mail is; only the last four are a person's and may be answered."""

    OWN_LETTER = "own_letter"  # a copy of what we sent
    AUTO_REPLY = "auto_reply"
    BOUNCE = "bounce"
    LIST = "list"
    CALENDAR = "calendar"
    DOCUMENT = "document"  # carries files that could be SOWs or workbooks, forwarded or not, also in reply to us
    REPLY = "reply"  # refers to a letter of ours
    QUESTION = "question"
    OTHER = "other"

    @property
    def from_machine(self) -> bool:
        """Whether no answer to the sender is ever right."""
        return self in (Kind.OWN_LETTER, Kind.AUTO_REPLY, Kind.BOUNCE, Kind.LIST, Kind.CALENDAR)


@dataclass(frozen=True, slots=True)
class Triage:
    """A mail's kind and why; `letters` are the Message-IDs of ours it refers to, the nearest first."""

    kind: Kind
    reason: str
    letters: tuple[str, ...] = ()
    bounces: tuple[Bounce, ...] = ()


_MACHINES = {
    MachineKind.AUTO_REPLY: Kind.AUTO_REPLY,
    MachineKind.RECEIPT: Kind.AUTO_REPLY,
    MachineKind.BOUNCE: Kind.BOUNCE,
    MachineKind.LIST: Kind.LIST,
    MachineKind.CALENDAR: Kind.CALENDAR,
}
_DOCUMENT_TYPES = re.compile(
    r"application/(?:(?:x-)?(?:pdf|zip)|msword|vnd\.|rtf|octet-stream|ms-tnef)|text/(?:markdown|rtf|csv)|message/rfc822"
)
_DOCUMENT_NAMES = re.compile(  # by the ending, whatever the claimed type
    r".*\.(?:pdf|doc[xm]?|xls[xm]?|od[ts]|rtf|txt|md|html?|zip|eml|msg|dat|pages|csv|tiff?)\Z",
    re.IGNORECASE | re.DOTALL,
)
_SIGNATURES = ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
_PICTURE_BYTES = 100_000  # a photographed page is larger, a logo in a signature smaller
_TOKEN = re.compile(r"\[#?([A-Za-z0-9_-]{6,80}\.[A-Za-z0-9_-]{6,80})\]")


def triage(mail: InboundMail, sender: Sender, ours: Callable[[str], bool]) -> Triage:
    """Return the kind of `mail`; `ours` says whether a Message-ID, with its brackets, is one that we gave to a letter.

    Pure; authority is not decided here: a reference to our letter routes a mail, `sender` says who may act by it.
    """
    if mail.message_id and ours(mail.message_id):
        return Triage(Kind.OWN_LETTER, "its Message-ID is one of our letters'")
    letters = referred(mail, ours)
    machine = detect(_evidence(mail))
    if machine is not None:
        bounced = tuple(b.message_id for b in machine.bounces if b.message_id and ours(b.message_id))
        about = tuple(dict.fromkeys((*bounced, *letters)))
        return Triage(_MACHINES[machine.kind], machine.reason, about, machine.bounces)
    named = [part.name or part.claimed_type for part in mail.attachments if is_document(part)]
    if named:
        more = f" and {len(named) - 1} more" if named[1:] else ""
        return Triage(Kind.DOCUMENT, f"it carries {named[0]}{more}", letters)
    if letters:
        return Triage(Kind.REPLY, "it answers one of our letters", letters)
    if "?" in mail.subject or _asks(mail.text):
        return Triage(Kind.QUESTION, f"{'a colleague' if sender.person else 'somebody'} asks something")
    return Triage(Kind.OTHER, "it carries no document and answers no letter")


def referred(mail: InboundMail, ours: Callable[[str], bool]) -> tuple[str, ...]:
    """Return the letters of ours a mail refers to: by its thread, else by a token in an address or in the subject.

    The token in a Reply-To address (`desk+token.mac@`) and in a subject (`[token.mac]`) survive relays that
    replace Message-IDs.
    """
    threaded = tuple(i for i in dict.fromkeys((*mail.in_reply_to, *reversed(mail.references))) if ours(i))
    if threaded:
        return threaded
    candidates: list[str] = []
    for address in (*mail.to, *mail.cc):
        local, _, domain = address.rpartition("@")
        tokens = [local.partition("+")[2]] if "+" in local else []
        tokens += _TOKEN.findall(mail.subject) if "[" in mail.subject else []
        candidates += [f"<{token}@{domain}>" for token in tokens if token]
    return tuple(i for i in dict.fromkeys(candidates) if ours(i))


def is_document(part: Part) -> bool:
    """Return whether an attachment could be a SOW, a workbook or a forwarded mail, by claim and name alone."""
    if part.claimed_type in _SIGNATURES or not part.content or part.claimed_type == "text/calendar":
        return False
    if part.claimed_type.startswith("image/"):
        return part.claimed_type == "image/tiff" or len(part.content) > _PICTURE_BYTES
    return bool(_DOCUMENT_TYPES.match(part.claimed_type) or _DOCUMENT_NAMES.match(part.name))


def _evidence(mail: InboundMail) -> Evidence:
    """Return what the machine-mail detector looks at."""
    headers: dict[str, list[str]] = {}
    for name, value in mail.headers:
        headers.setdefault(name.lower(), []).append(value)
    parts = tuple((part.claimed_type, part.content) for part in mail.attachments)
    return Evidence(headers, mail.subject, mail.from_email, mail.text, parts)


def _asks(text: str) -> bool:
    """Return whether the new part of a mail holds a question mark; quoted lines do not count."""
    lines = (line for line in text[:20_000].split("\n") if not line.lstrip().startswith(">"))
    return any("?" in line or "？" in line or "؟" in line for line in lines)
