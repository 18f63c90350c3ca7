"""Raw bytes of a mail to an `InboundMail`; never raises on bad mail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment as it came: the name is display text only, the type is the sender's claim."""

    name: str
    claimed_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class InboundMail:
    """One mail, decoded as far as it can be; `defects` says in words what could not."""

    message_id: str  # with angle brackets; "" where there is none
    content_digest: str  # sha256 hex over what the sender wrote, blind to transport headers
    from_header: tuple[str, ...]  # raw unfolded values, one for each From header
    from_email: str  # "" unless there is exactly one clean address
    from_name: str
    to: tuple[str, ...]
    cc: tuple[str, ...]
    subject: str
    date: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    text: str  # the text body, or the html body as text
    html: str
    attachments: tuple[Part, ...]
    headers: tuple[tuple[str, str], ...]  # raw, unfolded, in order, names as written
    defects: tuple[str, ...] = ()
