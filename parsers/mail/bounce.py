"""Delivery status notifications (RFC 3464): which of our letters, to whom, and whether it is over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.mail.address import addresses
from parsers.mail.charset import decode
from parsers.mail.clean import clean_line
from parsers.mail.failed import failed_recipients, is_over, own_words
from parsers.mail.header import Head, read_head

REPORT_TYPES = ("message/delivery-status", "message/global-delivery-status")
MAX_RECIPIENTS = 100

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<!\d)([45]\d\d)(?=[ -])")
_MESSAGE_ID = re.compile(r"^message-id:\s{0,20}(<[^<>\s]{1,900}>)", re.IGNORECASE | re.MULTILINE)
_ACTIONS = {"failed": True, "delayed": False, "expired": True}
_DELIVERED = ("delivered", "relayed", "expanded")


@dataclass(frozen=True, slots=True)
class Bounce:
    """What became of one letter to one recipient; `permanent` is None where the notification does not say."""

    recipient: str  # "" where it is not named
    message_id: str  # of the letter that came back, with angle brackets; "" where it is not named
    permanent: bool | None
    status: str = ""  # enhanced code such as 5.1.1 (RFC 3463)
    diagnostic: str = ""


def read_bounces(
    parts: Sequence[tuple[str, bytes]], text: str, failed: Sequence[str], ours: Sequence[str] = ()
) -> tuple[Bounce, ...]:
    """Return what a notification says: from its report part, else from X-Failed-Recipients and the words.

    `parts` are (media type, content) of the attached parts; recipients it says were reached are left out. `ours` are
    the addresses the notification itself went to, which it may name too.
    """
    letter = _letter_id(parts, text)
    reports = [content for kind, content in parts if kind in REPORT_TYPES]
    if reports:
        return tuple(b for report in reports for b in _from_report(report, letter))[:MAX_RECIPIENTS]
    told = own_words(text)
    found = _STATUS.search(told) or _STATUS.search(text[:20_000])
    status = found[1] if found else ""
    named = [address for value in failed for address in addresses(value)]
    recipients = named or failed_recipients(text, tuple(ours)) or ("",)
    permanent = _permanent("", status, told)
    over = is_over(text) if permanent is None else permanent
    return tuple(Bounce(recipient, letter, over, status) for recipient in recipients)


def _letter_id(parts: Sequence[tuple[str, bytes]], text: str) -> str:
    """Return the Message-ID of the letter that came back, from the copy of it or quoted in the text."""
    for kind, content in parts:
        if kind in ("message/rfc822", "text/rfc822-headers", "message/rfc822-headers", "message/global"):
            found = _MESSAGE_ID.search("".join(f"{n}: {v}\n" for n, v in read_head(content.lstrip()).fields))
            if found:
                return found[1]
    found = _MESSAGE_ID.search(text[:100_000])
    return found[1] if found else ""


def _from_report(report: bytes, letter: str) -> list[Bounce]:
    """Return one entry for each recipient group of a delivery-status part (RFC 3464, 2.3)."""
    groups = re.split(rb"\r?\n(?:[ \t]*\r?\n)+", report.strip())[: MAX_RECIPIENTS + 1]
    heads = [read_head(group + b"\n\n") for group in groups]
    found = [_recipient(head, letter) for head in heads if head.get("action") or head.get("final-recipient")]
    return [bounce for bounce in found if bounce is not None]


def _recipient(head: Head, letter: str) -> Bounce | None:
    """Return one recipient's fate, None where the mail reached them."""
    action = head.get("action").partition(" ")[0].strip().lower()
    if action in _DELIVERED:
        return None
    named = head.get("original-recipient") or head.get("final-recipient")
    recipient = addresses(named.rpartition(";")[2]) or addresses(head.get("final-recipient").rpartition(";")[2])
    status = _STATUS.search(head.get("status"))
    diagnostic = clean_line(decode(head.get("diagnostic-code").encode("utf-8", "replace"), "")[0], 300)
    code = status[1] if status else ""
    return Bounce(recipient[0] if recipient else "", letter, _permanent(action, code, diagnostic), code, diagnostic)


def _permanent(action: str, status: str, words: str) -> bool | None:
    """Return whether it is over: the action first, then the class of the status, then an SMTP code in the words."""
    if action in _ACTIONS:
        return _ACTIONS[action]
    if status:
        return status.startswith("5")
    code = _CODE.search(words)
    return code[1].startswith("5") if code else None
