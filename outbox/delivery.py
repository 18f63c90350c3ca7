"""Sending what is due: claim, agree, commit `dotting`, dot, settle; each letter leaves once.

A crash before `dotting` is committed is provably unsent and tried again. After it the letter is in doubt: looked
for by its Message-ID, then sent once more with identical bytes, then put before a person (decision record 1).

That is one commit a letter. Under load, and only where each letter's copy can be found afterwards, a whole batch is
committed as `dotting` before its first letter: a crash then leaves more letters to look for, and none to send twice.
"""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from outbox import ledger, pacing
from outbox.attempt import Ending, attempt
from outbox.books import Books, Verdict
from outbox.heartbeat import beating
from outbox.ledger import Claimed, Doubt, Recovered
from outbox.outcome import Alarm, Listener, Silent
from outbox.tables import Phase
from outbox.transports import Envelope, HaltedError, Transport, UnavailableError

_BATCH = 20
_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_AFTER_ALARM = timedelta(minutes=30)  # a refused login is tried twice an hour, so that nobody locks us out
_UNREACHABLE = 6  # failed connections in a row, about half an hour, until a person hears of it


@dataclass(frozen=True, slots=True)
class Pace:
    """How much may leave; `spared` kinds pass the breaker, so that its own alarm can be sent."""

    per_minute: int = 25
    per_hour: int = 150
    spared: tuple[str, ...] = ("alarm",)
    lease_seconds: float = ledger.LEASE_SECONDS


class Delivery:
    """Sends the letters of one ledger by one transport, in one thread; others may work on the same ledger."""

    def __init__(
        self,
        engine: sa.Engine,
        transport: Transport,
        sender: str,
        now: Callable[[], datetime],
        pace: Pace | None = None,
        listener: Listener | None = None,
        owner: str = "",
        jitter: Callable[[], float] = random.random,
    ) -> None:
        """Send as `sender`; `owner` names this process in the ledger (a new name unless told)."""
        self.owner = owner or secrets.token_hex(8)
        self.rest_until: datetime | None = None  # after a failed connection nothing is tried before this
        self._engine = engine
        self._transport = transport
        self._sender = sender
        self._now = now
        self._pace = pace or Pace()
        self._listener = listener or Silent()
        self._jitter = jitter
        self._failures = 0
        self._alarmed: set[str] = set()
        self._stopping = False

    def send_due(self, limit: int = 1000) -> int:
        """Send up to `limit` letters that are due, the urgent first, and return how many were accepted."""
        with self._books() as books:
            self._recover(books)
            if self._stopping or self._resting() or not self._due(books) or not self._opened(books):
                return 0
            with beating(self._engine, self.owner, self._pace.lease_seconds):
                try:
                    return self._send_batches(books, limit)
                finally:
                    books.settle()
                    self._transport.close()

    def send_one(self) -> bool:
        """Send one letter if one is due; True when it was accepted."""
        return self.send_due(1) == 1

    def stop(self) -> None:
        """Send nothing after the letter in hand; may be called from a signal handler or another thread."""
        self._stopping = True

    def recover(self) -> Recovered:
        """Take over letters whose sender died: the unsent are queued, the others are in doubt."""
        with self._books() as books:
            return self._recover(books)

    def resolve_doubts(self, find: Callable[[str], bool]) -> int:
        """Look for letters in doubt and return how many of the doubts ended; `find` takes a Message-ID.

        A letter that is found was sent. One not found when its ten minutes are over goes once more, then to a
        person. Where `find` raises, nothing is concluded about that letter and the error passes on.
        """
        with self._books() as books:
            with books.commit("look") as conn:
                doubts = ledger.in_doubt(conn)
            return sum(self._resolve(books, doubt, find(doubt.message_id)) for doubt in doubts)

    @contextmanager
    def _books(self) -> Iterator[Books]:
        with self._engine.connect() as conn:
            yield Books(conn, self._listener)

    def _recover(self, books: Books) -> Recovered:
        with books.commit("recover") as conn:
            found = ledger.recover_expired(conn, self._now())
            for letter_id in (*found.doubtful, *found.refused):
                books.tell(letter_id)
        return found

    def _resolve(self, books: Books, doubt: Doubt, found: bool) -> bool:
        now = self._now()
        if not found and doubt.due > now:
            return False
        with books.commit("confirm" if found else "resend") as conn:
            if found:
                ended = ledger.confirm_echo(conn, doubt.message_id, now) is not None
            else:
                ended = ledger.resend_once(conn, doubt.id, now) is not None
            if ended:
                books.tell(doubt.id)
        return ended

    def _due(self, books: Books) -> bool:
        """Hold everything when the breaker trips; return whether anything is due and nothing keeps it back."""
        now = self._now()
        with books.commit("breaker") as conn:
            if ledger.freezes(conn):
                return False
            reason = pacing.breaker(_load(conn, now), self._pace.per_hour)
            if not reason:
                self._alarmed.discard("breaker")
            elif ledger.hold_queued(conn, reason, self._pace.spared):
                self._alarm(conn, Alarm("breaker", reason))
            due = ledger.next_due(conn)
        return due is not None and due <= now

    def _opened(self, books: Books) -> bool:
        try:
            self._transport.open()
        except HaltedError as error:
            self._rest(books, Alarm(error.kind, str(error)))
        except UnavailableError as error:
            self._rest(books, Alarm("unreachable", str(error)) if self._failures + 1 >= _UNREACHABLE else None)
        else:
            return True
        return False

    def _send_batches(self, books: Books, limit: int) -> int:
        sent = 0
        while sent < limit and (batch := self._claim(books, limit - sent)):
            grouped = len(batch) == _BATCH and self._transport.findable and self._dot_all(books)
            for at, claimed in enumerate(batch):
                rest = batch[at + 1 :]
                sent += self._send(books, claimed, rest, grouped)
                if self._stopping or self._resting():
                    with books.commit("settle") as conn:
                        ledger.give_back(conn, rest)
                    return sent
        return sent

    def _claim(self, books: Books, limit: int) -> list[Claimed]:
        now = self._now()
        with books.commit("claim") as conn:
            free = pacing.allowance(self._pace.per_minute, ledger.sending_between(conn, now - _MINUTE, now))
            room = min(limit, _BATCH, free)
            batch = ledger.claim(conn, self.owner, now, room, self._pace.lease_seconds) if room else []
            if batch:
                books.fetch(batch[0].id)
        return batch

    def _dot_all(self, books: Books) -> bool:
        with books.commit("dotting") as conn:
            moved = ledger.dotting_all(conn, self.owner, self._pace.lease_seconds)
            books.fetch_small(self.owner)
        return moved > 0

    def _send(self, books: Books, claimed: Claimed, following: Sequence[Claimed], grouped: bool) -> bool:
        def dotted() -> bool:
            with books.look() if grouped else books.commit("dotting") as conn:
                held = ledger.still_held(conn, claimed) if grouped else ledger.dotting(conn, claimed, lease)
                if following and not grouped:
                    books.fetch(following[0].id)
            return held

        lease = self._pace.lease_seconds

        content = books.content(claimed.id)
        envelope = Envelope(self._sender, claimed.recipient, claimed.message_id, len(content))
        ending = attempt(self._transport, envelope, content, dotted)
        self._conclude(books, claimed, ending)
        return ending.phase is Phase.SENT

    def _conclude(self, books: Books, claimed: Claimed, ending: Ending) -> None:
        if ending.phase is not None:
            wait = self._wait(claimed, ending)
            given_up = ending.phase is Phase.QUEUED and wait is None
            phase = Phase.REFUSED if given_up else ending.phase
            books.settle_with_next(Verdict(claimed, phase, ending.code, ending.text, self._now(), wait))
        if ending.phase is Phase.SENT:
            self._failures = 0
            self._alarmed &= {"breaker"}
            return
        books.settle()
        if ending.over:
            self._rest(books, ending.alarm)

    def _wait(self, claimed: Claimed, ending: Ending) -> timedelta | None:
        if ending.phase is not Phase.QUEUED:
            return None
        return _AFTER_ALARM if ending.alarm else pacing.retry_wait(claimed.tries, self._jitter())

    def _resting(self) -> bool:
        now = self._now()  # a rest longer than any we take was begun by a clock that has been set back
        return self.rest_until is not None and now < self.rest_until <= now + _AFTER_ALARM

    def _rest(self, books: Books, alarm: Alarm | None) -> None:
        self._failures += 1
        wait = _AFTER_ALARM if alarm else pacing.pause(self._failures, self._jitter())
        self.rest_until = self._now() + wait
        if alarm is not None:
            with books.commit("settle") as conn:
                self._alarm(conn, alarm)

    def _alarm(self, conn: sa.Connection, alarm: Alarm) -> None:
        if alarm.kind not in self._alarmed:
            self._alarmed.add(alarm.kind)
            self._listener.alarmed(conn, alarm)


def _load(conn: sa.Connection, now: datetime) -> pacing.Load:
    weeks = (ledger.posted_between(conn, now - _DAY - n * 7 * _DAY, now - n * 7 * _DAY) for n in range(1, 5))
    return pacing.Load(
        ledger.posted_between(conn, now - _HOUR, now), ledger.posted_between(conn, now - _DAY, now), tuple(weeks)
    )
