"""Raw bytes of a mail to an `InboundMail`; never raises on bad mail."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

from parsers.mail.address import Mailbox, Unclear, addresses, read_mailbox
from parsers.mail.body import best_text
from parsers.mail.charset import decode_words
from parsers.mail.clean import clean, clean_line, display_name
from parsers.mail.header import Head, read_head
from parsers.mail.mime import Leaf, leaves, text_of

MAX_REFERENCES = 100

_MESSAGE_ID = re.compile(r"<([^<>\s]{1,900})>")


@dataclass(frozen=True, slots=True)
class Part:
    """An attachment as it came: the name is display text only, the type is the sender's claim."""

    name: str
    claimed_type: str
    content: bytes
    embedded: bool = False  # a picture of the html body rather than a file that was attached


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
    from_doubt: str = ""  # why the From header proves nobody, one sentence; "" where it is clean

    def header(self, name: str) -> str:
        """Return the raw value of the first header called `name` (lower case), "" where there is none."""
        return next((value for key, value in self.headers if key.lower() == name), "")


@dataclass(frozen=True, slots=True)
class Headers:
    """The header of a mail, indexed by lower-case name: enough to say who wrote and whether a machine did."""

    head: Head
    values: dict[str, list[str]]

    def all(self, name: str) -> tuple[str, ...]:
        """Return every raw value of the header `name` (lower case), in order."""
        return tuple(self.values.get(name, ()))

    def first(self, name: str) -> str:
        """Return the first raw value of the header `name` (lower case), "" where there is none."""
        found = self.values.get(name)
        return found[0] if found else ""

    @property
    def message_id(self) -> str:
        """The Message-ID with its angle brackets, "" where there is none."""
        ids = message_ids(self.first("message-id"))
        return ids[0] if ids else ""


def read_headers(raw: bytes) -> Headers:
    """Return the header of `raw` alone, without a look at its body; never raises."""
    head = read_head(raw)
    values: dict[str, list[str]] = {}
    for name, value in head.fields:
        values.setdefault(name.lower(), []).append(value)
    return Headers(head, values)


def read_mail(raw: bytes) -> InboundMail:
    """Return `raw` decoded; never raises: what cannot be decoded is named in `defects` and left out.

    Limits: 1,000 headers, 64 KB a header, 500 parts, 50 levels (pitfalls B6); the raw bytes stay with the caller.
    """
    headers = read_headers(raw)
    defects = list(headers.head.defects)
    sender, doubt = _sender(headers)
    parts = leaves(headers.head, raw[headers.head.body :], defects)
    texts = [(leaf, text_of(leaf, defects)) for leaf in parts if leaf.is_text]
    subject = clean_line(decode_words(headers.first("subject")))
    date = read_date(headers.first("date"))
    written = (*headers.all("from"), subject, date.isoformat() if date else headers.first("date"))
    text, html = _bodies(texts)
    return InboundMail(
        message_id=headers.message_id,
        content_digest=_digest(written, parts, texts),
        from_header=headers.all("from"),
        from_email=sender.email.lower(),
        from_name=sender.name,
        to=addresses(", ".join(headers.all("to"))),
        cc=addresses(", ".join(headers.all("cc"))),
        subject=subject,
        date=date,
        in_reply_to=message_ids(headers.first("in-reply-to")),
        references=message_ids(headers.first("references")),
        text=text,
        html=html,
        attachments=tuple(_part(leaf) for leaf in parts if not leaf.is_text),
        headers=headers.head.fields,
        defects=tuple(dict.fromkeys(defects)),
        from_doubt=doubt,
    )


def _sender(headers: Headers) -> tuple[Mailbox, str]:
    """Return who the From header names and why it proves nobody, where it does not name exactly one."""
    values = headers.all("from")
    if headers.head.defects:
        doubt = f"{headers.head.defects[0]}, so programs may disagree about who sent it"
    else:
        doubt = "" if len(values) == 1 else f"there are {len(values)} From headers"
    if len(values) != 1:
        return Mailbox(""), doubt
    found = read_mailbox(values[0])
    if isinstance(found, Unclear):
        return Mailbox(""), f"the From header {found.why}"
    return found, doubt


def message_ids(value: str) -> tuple[str, ...]:
    """Return the Message-IDs in a header value, with angle brackets, in order, at most 100 (the latest ones)."""
    if "<" not in value:
        bare = value.strip()
        return (f"<{bare}>",) if "@" in bare and " " not in bare and len(bare) < 900 else ()
    return tuple(dict.fromkeys(f"<{found}>" for found in _MESSAGE_ID.findall(value)))[-MAX_REFERENCES:]


def read_date(value: str) -> datetime | None:
    """Return a Date header as an aware instant in UTC, None where it is absent or no date; for display only."""
    if not value or len(value) > 200:
        return None
    try:
        date = parsedate_to_datetime(value)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError, KeyError):
        return None


def sent_day(mail: InboundMail) -> date | None:
    """Return the day on which a mail was sent where its sender was, None where its Date header says none."""
    value = mail.header("date")
    try:
        return parsedate_to_datetime(value).date() if 0 < len(value) <= 200 else None
    except (ValueError, TypeError, IndexError, OverflowError, AttributeError, KeyError):
        return None


def _bodies(texts: Sequence[tuple[Leaf, str]]) -> tuple[str, str]:
    """Return the text and the html of a mail; html stands in where there is no text, or only a notice for it."""
    plain = "\n".join(text for leaf, text in texts if leaf.media_type == "text/plain" and text.strip())
    html = "\n".join(text for leaf, text in texts if leaf.media_type == "text/html")
    return clean(best_text(plain, html)), clean(html)


def _part(leaf: Leaf) -> Part:
    """Return one attachment, its name made safe to show."""
    return Part(display_name(leaf.name), leaf.media_type, leaf.content, leaf.embedded)


def _digest(written: Iterable[str], parts: Sequence[Leaf], texts: Sequence[tuple[Leaf, str]]) -> str:
    """Return the digest of what the sender wrote: equal over two routes, whatever they folded or re-encoded."""
    digest = hashlib.sha256()
    for value in written:
        _add(digest, " ".join(decode_words(value).split()).encode("utf-8", "replace"))
    for _, text in texts:
        _add(digest, "\n".join(line.rstrip() for line in text.strip().split("\n")).encode("utf-8", "replace"))
    for leaf in parts:
        if not leaf.is_text:
            _add(digest, leaf.content)
    return digest.hexdigest()


def _add(digest: hashlib._Hash, content: bytes) -> None:
    """Add one value with its length before it, so that no two lists of values look alike."""
    digest.update(b"%d:" % len(content))
    digest.update(content)
