"""Mail off an IMAP server in batches bounded by number and bytes; what is too large comes as its header alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice

from agent.inbox.mailbox import Fetched
from agent.inbox.mailbox.connection import Connection

BATCH = 200
BATCH_BYTES = 8_000_000  # what one FETCH may bring into memory, unless a single mail is larger
_HEADER_BYTES = 262_144
_EPOCH = datetime.fromtimestamp(0, UTC)


def fetch(connection: Connection, uids: Sequence[int], most_bytes: int) -> Iterator[Fetched]:
    """Yield the mails among `uids` that the server delivers, ascending; those it leaves out are left out."""
    for chunk in chunks(sorted(set(uids)), BATCH):
        sizes = _sizes(connection, chunk)
        for group in _groups([uid for uid in chunk if uid in sizes], sizes, most_bytes):
            if sizes[group[0]] > most_bytes:
                yield from _header(connection, group[0], sizes[group[0]])
            else:
                yield from _bodies(connection, group, sizes)


def chunks(uids: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield `uids` in lists of at most `most`."""
    rest = iter(uids)
    while chunk := list(islice(rest, most)):
        yield chunk


def _groups(uids: Sequence[int], sizes: dict[int, int], most_bytes: int) -> Iterator[list[int]]:
    """Yield `uids` in their order, grouped so that a group is one mail or has at most BATCH_BYTES.

    A mail above `most_bytes` is a group of its own.
    """
    group: list[int] = []
    weight = 0
    for uid in uids:
        alone = sizes[uid] > most_bytes or (group and sizes[group[-1]] > most_bytes)
        if group and (alone or weight + sizes[uid] > BATCH_BYTES):
            yield group
            group, weight = [], 0
        group.append(uid)
        weight += sizes[uid]
    if group:
        yield group


def _sizes(connection: Connection, uids: Sequence[int]) -> dict[int, int]:
    with connection.asking("tell the sizes of mails") as client:
        answer = client.fetch(uids, ["RFC822.SIZE"])
        return {uid: int(items[b"RFC822.SIZE"]) for uid, items in answer.items() if b"RFC822.SIZE" in items}


def _bodies(connection: Connection, uids: Sequence[int], sizes: dict[int, int]) -> list[Fetched]:
    found = {mail.uid: mail for mail in _ask(connection, uids, sizes)}
    # RFC822.SIZE is an estimate on some servers, so only a body that is far too short is asked for again.
    short = [uid for uid, mail in found.items() if len(mail.raw) < sizes[uid] * 0.8]
    for mail in _ask(connection, short, sizes) if short else ():
        if len(mail.raw) > len(found[mail.uid].raw):
            found[mail.uid] = mail
    return [found[uid] for uid in uids if uid in found]


def _ask(connection: Connection, uids: Sequence[int], sizes: dict[int, int]) -> list[Fetched]:
    allowed = 2 * sum(sizes[uid] for uid in uids) + 4_000_000
    with connection.asking("deliver mail", allowed) as client:
        answer = client.fetch(uids, ["INTERNALDATE", "BODY.PEEK[]"])
        return [
            Fetched(uid, _moment(items.get(b"INTERNALDATE")), raw)
            for uid, items in answer.items()
            if isinstance(raw := items.get(b"BODY[]"), bytes) and raw
        ]


def _header(connection: Connection, uid: int, size: int) -> list[Fetched]:
    with connection.asking("deliver the header of a mail") as client:
        items = client.fetch([uid], ["INTERNALDATE", f"BODY.PEEK[HEADER]<0.{_HEADER_BYTES}>"]).get(uid, {})
        raw = items.get(b"BODY[HEADER]<0>")
        return [Fetched(uid, _moment(items.get(b"INTERNALDATE")), raw or b"", size)] if items else []


def _moment(internaldate: object) -> datetime:
    """Return INTERNALDATE in UTC; the epoch where the server sent nonsense, so that the mail still comes through."""
    try:
        return internaldate.astimezone(UTC) if isinstance(internaldate, datetime) else _EPOCH
    except (OverflowError, ValueError):
        return _EPOCH
