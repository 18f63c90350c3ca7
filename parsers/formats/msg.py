"""Outlook's saved mails (.msg, MS-OXMSG) written out as the mail they are, so that one reader reads both."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Any

from parsers.contract import Limits, Source, UnreadableError
from parsers.formats.compose import File, compose
from parsers.mail.clean import clean_line

_EMBEDDED_HEADER = 24  # bytes before the properties of a mail inside a mail; the outermost has 32
_EMBEDDED = "__substg1.0_3701000D"
_SHORT_NAME, _DISPLAY_NAME, _SMTP_ADDRESS, _EMAIL = 0x3704, 0x3001, 0x39FE, 0x3003
_KEPT = ("message-id", "in-reply-to", "references", "date", "from", "to", "cc", "auto-submitted", "reply-to")
_TO, _CC = 1, 2
_DAMAGE = (
    *(OSError, ValueError, KeyError, IndexError, AssertionError, TypeError, AttributeError, LookupError, OverflowError),
    *(struct.error, RecursionError),
)  # what olefile and oxmsg raise on bytes that only look like a mail


@dataclass(frozen=True, slots=True)
class _Held:
    """A mail inside the file: its storage and where its properties start."""

    message: Any
    depth: int


def as_mail(source: Source, limits: Limits) -> bytes:
    """Return the mail in a .msg file as RFC 5322 bytes, its attachments with it; raises `UnreadableError`."""
    from oxmsg import Message

    try:
        return _mail(_Held(Message.load(source.content), limits.depth))
    except _DAMAGE:
        raise UnreadableError(f"{source.name} is a damaged Outlook mail; forward the mail itself.") from None


def _mail(held: _Held) -> bytes:
    message = held.message
    return compose(_headers(message), message.body or "", _html(message), tuple(_files(held)))


def _headers(message: Any) -> list[tuple[str, str]]:
    """Return the mail's own headers, and what Outlook stored in place of those that are missing."""
    own = [(name, value) for name, value in message._message_headers.items() if name.lower() in _KEPT]
    names = {name.lower() for name, _ in own}
    stored: list[tuple[str, str]] = [("From", message.sender or "")]
    stored += [(field, ", ".join(_people(message, kind))) for field, kind in (("To", _TO), ("Cc", _CC))]
    stored.append(("Date", format_datetime(message.sent_date) if isinstance(message.sent_date, datetime) else ""))
    found = [*own, *((name, value) for name, value in stored if value and name.lower() not in names)]
    return [*found, ("Subject", message.subject)]


def _people(message: Any, kind: int) -> Iterator[str]:
    for recipient in message.recipients:
        properties = recipient.properties
        if properties.int_prop_value(0x0C15) not in (kind, None if kind == _TO else kind):
            continue
        address = properties.str_prop_value(_SMTP_ADDRESS) or properties.str_prop_value(_EMAIL) or ""
        name = clean_line(properties.str_prop_value(_DISPLAY_NAME) or "").replace('"', "")
        if "@" in address:
            yield f'"{name}" <{clean_line(address)}>' if name else clean_line(address)


def _html(message: Any) -> str:
    try:
        return message.html_body or ""
    except (LookupError, UnicodeDecodeError):  # a code page that Python does not know, or bytes that are not in it
        return ""


def _files(held: _Held) -> Iterator[File]:
    for attachment in held.message.attachments:
        name = attachment.file_name or attachment.properties.str_prop_value(_SHORT_NAME) or ""
        inner = next((s for s in attachment._storage.storages if s.name == _EMBEDDED), None)
        if inner is not None:
            if held.depth > 0:
                mail = _embedded(inner)
                yield File(f"{mail.subject or 'mail'}.eml", "message/rfc822", _mail(_Held(mail, held.depth - 1)))
        elif attachment.file_bytes:
            yield File(name, attachment.mime_type or "application/octet-stream", attachment.file_bytes)


def _embedded(storage: Any) -> Any:
    """Return the mail in an attachment; its properties begin 8 bytes earlier than the outermost mail's."""
    from oxmsg import Message
    from oxmsg.properties import Properties

    class Inner(Message):
        """A mail in a mail."""

        @property
        def properties(self) -> Any:
            """Its properties, at their own place."""
            return Properties(self._storage, properties_header_offset=_EMBEDDED_HEADER)

    return Inner(storage)
