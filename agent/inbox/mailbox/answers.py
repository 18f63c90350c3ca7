"""A FETCH answer taken apart: the shape servers use by one pattern, every other shape by IMAPClient's own parser.

IMAPClient reads an answer character by character, which costs more than all the rest of fetching a mail.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError
from imapclient.response_parser import parse_fetch_response

_EPOCH = datetime.fromtimestamp(0, UTC)
_HEAD = re.compile(
    rb"\d+ \((?:(?:UID (?P<uid>\d{1,10})|RFC822\.SIZE (?P<size>\d{1,12})"
    rb'|INTERNALDATE "(?P<at>[ \d]\d-[A-Z][a-z]{2}-\d{4} \d\d:\d\d:\d\d [+-]\d{4})") )++'
    rb"BODY\[\]<0> \{\d+\}"
)
_MONTHS = {name: number for number, name in enumerate(b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)}


@dataclass(frozen=True, slots=True)
class Start:
    """The beginning of a mail and what the server says of the whole; `size` is an estimate on some servers."""

    uid: int
    received_at: datetime
    size: int
    raw: bytes


def fetch_starts(client: IMAPClient, uids: Sequence[int], most: int) -> list[Start]:
    """Ask for the first `most` bytes of each of `uids`; return what came, nothing that was not asked for."""
    items = f"(INTERNALDATE RFC822.SIZE BODY.PEEK[]<0.{most}>)"
    imap = client._imap
    imap.debug = 0  # IMAPClient sets 5, with which imaplib writes every mail out for a log that nobody keeps
    kind, lines = imap.uid("FETCH", ",".join(map(str, uids)), items)
    if kind != "OK":
        raise IMAPClientError(f"FETCH was refused: {lines[0]!r}")
    asked = set(uids)
    return [start for start in starts_in(lines) if start.uid in asked]


def starts_in(lines: Sequence[Any]) -> list[Start]:
    """Return the beginnings of mails in the lines of an answer as imaplib gives them."""
    quickly = _quickly(lines)
    return list(_thoroughly(lines)) if quickly is None else quickly


def _quickly(lines: Sequence[Any]) -> list[Start] | None:
    """Return the mails where every line has the usual shape, else None: then none of it is read by pattern."""
    found: list[Start] = []
    for head, end in zip(lines[::2], lines[1::2], strict=False):
        shape = _HEAD.fullmatch(head[0]) if isinstance(head, tuple) and end == b")" else None
        if shape is None or shape["uid"] is None:
            return None
        uid, size, at = shape.group("uid", "size", "at")
        if raw := head[1]:
            found.append(Start(int(uid), _moment(at) if at else _EPOCH, int(size or 0), raw))
    return None if len(lines) % 2 else found


def _thoroughly(lines: Sequence[Any]) -> Iterator[Start]:
    for uid, items in parse_fetch_response(lines, normalise_times=False).items():
        raw, at = items.get(b"BODY[]<0>"), items.get(b"INTERNALDATE")
        if isinstance(raw, bytes) and raw:
            yield Start(
                uid, _in_utc(at) if isinstance(at, datetime) else _EPOCH, int(items.get(b"RFC822.SIZE", 0)), raw
            )


def _moment(text: bytes) -> datetime:
    """Return an INTERNALDATE (RFC 9051, 9: date-time) in UTC; the epoch where it is none."""
    try:
        day, month, year = int(text[:2]), _MONTHS[text[3:6]], int(text[7:11])
        local = datetime(year, month, day, int(text[12:14]), int(text[15:17]), int(text[18:20]), tzinfo=UTC)
        east = timedelta(hours=int(text[22:24]), minutes=int(text[24:26]))
        return local + east if text[21:22] == b"-" else local - east
    except (KeyError, OverflowError, ValueError):
        return _EPOCH


def _in_utc(moment: datetime) -> datetime:
    """Return a moment in UTC; the epoch where its zone leads out of the calendar, so that the mail comes through."""
    try:
        return moment.astimezone(UTC)
    except (OverflowError, ValueError):
        return _EPOCH
