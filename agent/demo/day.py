"""One day at the sample agency: mails arrive at their own times, and the desk does with each what `desk run` does."""

from __future__ import annotations

import email
import os
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from threading import Event

from agent.bootstrap import Desk
from agent.demo.home import INBOX
from agent.inbox.mailbox.maildir import deliver
from agent.inbox.watcher import Watcher
from agent.services.control.alarms import tell_admin
from agent.services.control.waiting import tell_waiting
from agent.services.mail.handle import handle_one
from agent.services.mail.keep import StoreKeeper
from agent.services.mail.sort import sort_batch
from agent.store import inbox_list
from agent.store.acts import Cause
from agent.store.mailroom import State
from agent.worker.sending import Sending
from outbox.letters.alarm import Trouble

DAWN = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)

_TRANSIT = timedelta(seconds=20)  # from a mail's Date to the inbox


class StandingClock:
    """A clock that stands at the moment it was set to, so that the demo says the same on every day."""

    def __init__(self) -> None:
        self._now = DAWN

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def set(self, moment: datetime) -> None:
        """Stand at `moment`; it never goes back."""
        self._now = max(self._now, moment)


class Day:
    """The desk at work in this process; each step is called where a running desk is nudged to it."""

    def __init__(self, desk: Desk, clock: StandingClock) -> None:
        self._desk, self._clock = desk, clock
        self._watcher = Watcher(
            desk.open_mailbox(), StoreKeeper(desk.office), desk.settings.mailbox, clock, Event(), self._alarm
        )
        self._sending = Sending(desk)

    def receive(self, raw: bytes) -> None:
        """Let a mail arrive when it says it was written, and work until nothing is left to do."""
        arrived = parsedate_to_datetime(email.message_from_bytes(raw)["Date"]).astimezone(UTC) + _TRANSIT
        self._clock.set(arrived)
        delivered = deliver(self._desk.home.path / INBOX, raw)
        os.utime(delivered, (arrived.timestamp(), arrived.timestamp()))
        while self._round():
            pass
        self._watcher.file_settled()

    def end(self) -> None:
        """Tell the admin what waits, an hour after the last mail, and leave the mailbox."""
        self._clock.set(self._clock.now() + timedelta(hours=1))
        while self._round():
            pass
        self._watcher.close()

    def _round(self) -> bool:
        """Go once through every step; return whether any mail moved."""
        moved = self._watcher.pass_once()
        while taken := sort_batch(self._desk.office):
            moved += taken
        moved += sum(handle_one(self._desk.office, mail_id) for mail_id in self._sorted())
        tell_waiting(self._desk.office)
        self._sending.send()
        return moved > 0

    def _sorted(self) -> list[int]:
        with self._desk.store.look() as connection:
            return [row.id for row in reversed(inbox_list.mails(connection, [State.SORTED.value]))]

    def _alarm(self, sentence: str) -> None:
        with self._desk.store.begin("alarm", Cause("routine", "mailbox.watch", "desk", "mailbox.alarm")) as work:
            tell_admin(self._desk.office, work, Trouble.MAILBOX, sentence, where=INBOX)
