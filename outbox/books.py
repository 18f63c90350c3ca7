"""The ledger in the hands of one sender: each change a transaction between two failpoints, about one a letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from config.failpoint import reach
from outbox import ledger
from outbox.ledger import Claimed
from outbox.outcome import Listener, Outcome
from outbox.tables import Phase


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a letter is to be settled; `wait` is how long until the next try of one that goes back to the queue."""

    claimed: Claimed
    phase: Phase
    code: int | None
    text: str
    at: datetime
    wait: timedelta | None = None


class Books:
    """Verdicts and commits over one connection to the database."""

    def __init__(self, conn: sa.Connection, listener: Listener) -> None:
        """Write on `conn`; tell `listener` inside each transaction."""
        self._conn = conn
        self._listener = listener
        self._open: list[Verdict] = []
        self._contents: dict[int, bytes] = {}

    @contextmanager
    def commit(self, point: str) -> Iterator[sa.Connection]:
        """Open a transaction that also settles what is left to settle; `point` names its two failpoints."""
        transaction = self._conn.begin()
        try:
            self._settle_all()
            yield self._conn
        except BaseException:
            transaction.rollback()
            raise
        reach(f"outbox.before_{point}_commit")
        transaction.commit()
        reach(f"outbox.after_{point}_commit")
        self._open.clear()

    def settle_with_next(self, verdict: Verdict) -> None:
        """Settle together with the next commit."""
        self._open.append(verdict)

    def settle(self) -> None:
        """Settle what is open now."""
        if self._open:
            with self.commit("settle"):
                pass

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """Open a transaction that only reads."""
        with self._conn.begin():
            yield self._conn

    def tell(self, letter_id: int) -> None:
        """Tell the listener where a letter stands, from its row."""
        row = ledger.load(self._conn, letter_id)
        outcome = Outcome(row.id, row.message_id, row.recipient, row.kind, row.phase, None, row.reason)
        self._listener.settled(self._conn, outcome)

    def fetch(self, letter_id: int) -> None:
        """Read the bytes of the letter that comes next, inside a transaction that is open anyway."""
        if letter_id not in self._contents:
            self._contents = {letter_id: ledger.content(self._conn, letter_id)}

    def fetch_small(self, owner: str) -> None:
        """Read the bytes of all small letters that `owner` is about to send."""
        self._contents = ledger.small_contents(self._conn, owner)

    def content(self, letter_id: int) -> bytes:
        """Return the bytes of a letter, fetched before or now."""
        if letter_id not in self._contents:
            with self.look():
                self.fetch(letter_id)
        return self._contents[letter_id]

    def _settle_all(self) -> None:
        sent = [v for v in self._open if v.phase is Phase.SENT]
        if sent:
            self._settle_sent(sent)
        for verdict in self._open:
            if verdict.phase is not Phase.SENT and self._write(verdict):
                self._told(verdict.claimed, verdict.phase, verdict.code, verdict.text)

    def _settle_sent(self, verdicts: Sequence[Verdict]) -> None:
        replies = [ledger.Sent(v.claimed, v.code or 250, v.text, v.at) for v in verdicts]
        for sent in ledger.settle_sent_many(self._conn, replies):
            self._told(sent.claimed, Phase.SENT, sent.code, sent.text)

    def _told(self, item: Claimed, phase: Phase, code: int | None, text: str) -> None:
        outcome = Outcome(item.id, item.message_id, item.recipient, item.kind, phase, code, text)
        self._listener.settled(self._conn, outcome)

    def _write(self, verdict: Verdict) -> bool:
        conn, item, said = self._conn, verdict.claimed, verdict.text
        if verdict.phase is Phase.UNKNOWN:
            return ledger.doubt(conn, item, said, verdict.at)
        if verdict.phase is Phase.QUEUED and verdict.wait is not None:
            return ledger.retry_later(conn, item, verdict.code, said, verdict.at, verdict.wait)
        return ledger.settle_refused(conn, item, verdict.code, said, verdict.at, said)
