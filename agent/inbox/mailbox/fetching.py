"""Mail off an IMAP server, bounded in memory: many small mails in one FETCH, a large one in pieces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from agent.inbox.mailbox import Fetched, header_of
from agent.inbox.mailbox.answers import Start, fetch_starts
from agent.inbox.mailbox.connection import Connection

BATCH = 200
START_BYTES = 65_536  # of each mail in a batch; most mails have no more
_PIECE_BYTES = 4_000_000  # of the rest of a large mail in one FETCH
_WORDS_BYTES = 2_000  # what a server may say around the bytes of one mail


def fetch(connection: Connection, uids: Sequence[int], most_bytes: int) -> Iterator[Fetched]:
    """Yield the mails among `uids` that the server delivers, ascending; those it leaves out are left out.

    A mail of more than `most_bytes` comes as its header alone.
    """
    for chunk in chunks(sorted(set(uids)), BATCH):
        for start in _starts(connection, chunk):
            yield _whole(connection, start, most_bytes)


def chunks(uids: Sequence[int], most: int) -> Iterator[list[int]]:
    """Yield `uids` in lists of at most `most`."""
    rest = iter(uids)
    while chunk := list(islice(rest, most)):
        yield chunk


def _starts(connection: Connection, uids: Sequence[int]) -> list[Start]:
    found = {start.uid: start for start in _ask(connection, uids)}
    # Only a body far too short is asked for again: RFC822.SIZE may be wrong by a little.
    short = [uid for uid, start in found.items() if _is_whole(start) and len(start.raw) < start.size * 0.8]
    for start in _ask(connection, short) if short else ():
        if len(start.raw) > len(found[start.uid].raw):
            found[start.uid] = start
    return [found[uid] for uid in uids if uid in found]


def _ask(connection: Connection, uids: Sequence[int]) -> list[Start]:
    allowed = len(uids) * (START_BYTES + _WORDS_BYTES) + 1_000_000
    with connection.asking("deliver mail", allowed) as client:
        return fetch_starts(client, uids, START_BYTES)


def _is_whole(start: Start) -> bool:
    return len(start.raw) < START_BYTES


def _whole(connection: Connection, start: Start, most_bytes: int) -> Fetched:
    """Fetch the rest of a mail until a piece comes short: RFC822.SIZE only tells when not to begin."""
    pieces, length, ended = [start.raw], len(start.raw), _is_whole(start)
    while not ended and max(start.size, length) <= most_bytes:
        pieces.append(_piece(connection, start.uid, length))
        length += len(pieces[-1])
        ended = len(pieces[-1]) < _PIECE_BYTES
    if ended and length <= most_bytes:
        return Fetched(start.uid, start.received_at, b"".join(pieces))
    return Fetched(start.uid, start.received_at, header_of(start.raw), max(start.size, length))


def _piece(connection: Connection, uid: int, offset: int) -> bytes:
    """Return up to _PIECE_BYTES of a mail from `offset` on; fewer mean that it ends there."""
    with connection.asking("deliver the rest of a mail", _PIECE_BYTES + 1_000_000) as client:
        items = client.fetch([uid], [f"BODY.PEEK[]<{offset}.{_PIECE_BYTES}>"])
        if uid not in items:
            raise LookupError("the mail went away meanwhile")
        raw = items[uid][f"BODY[]<{offset}>".encode()]
        return raw if isinstance(raw, bytes) else b""
