"""Sending in the background: one delivery at a time in this process, its troubles told to the admin."""

from __future__ import annotations

import threading

import sqlalchemy as sa
import structlog

from agent.bootstrap import Desk
from agent.clock import Clock, monotonic
from agent.errors import MailboxError
from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.store import inbox_list, pulses
from agent.store.acts import Cause
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.delivery import Delivery, Pace
from outbox.letters.alarm import LetterInTrouble, Trouble
from outbox.outcome import Alarm, Outcome
from outbox.tables import Phase

log = structlog.get_logger()

_LOOK_SECONDS = 60.0

_TROUBLES = {
    "login": Trouble.SMTP_REFUSED,
    "tls": Trouble.SMTP,
    "server": Trouble.SMTP,
    "unreachable": Trouble.SMTP,
    "breaker": Trouble.BREAKER,
}


class Teller:
    """Hears what became of letters and writes it down in the transaction that settles them."""

    def __init__(self, office: Office, clock: Clock) -> None:
        self._office = office
        self._clock = clock

    def settled(self, conn: sa.Connection, outcome: Outcome) -> None:
        """Note the pulse of an accepted letter; tell the admin of a refused one."""
        if outcome.phase is Phase.SENT:
            pulses.beat(conn, "letter accepted", self._clock.now())
        elif outcome.phase is Phase.REFUSED and outcome.kind != "alarm":
            row = ledger.load(conn, outcome.letter_id)
            trouble = Trouble.DOUBT if row.doubts else Trouble.REFUSED
            self._tell(conn, trouble, outcome.text, LetterInTrouble(row.id, row.recipient, row.subject))
        log.info("letter.settled", letter=outcome.letter_id, kind=outcome.kind, phase=outcome.phase, code=outcome.code)

    def alarmed(self, conn: sa.Connection, alarm: Alarm) -> None:
        """Tell the admin why no letter leaves; it goes first as soon as any can."""
        log.error("letters.wait", kind=alarm.kind, why=alarm.text)
        self._tell(conn, _TROUBLES[alarm.kind], alarm.text, None)

    def _tell(self, conn: sa.Connection, trouble: Trouble, said: str, letter: LetterInTrouble | None) -> None:
        work = UnitOfWork(conn, self._clock.now(), Cause("routine", "outbox", "desk", f"outbox.{trouble}"))
        tell_admin(self._office, work, trouble, said, letter=letter)
        work.log.seal()


class Sending:
    """The delivery of this process: a nudge while it is busy makes it go round once more."""

    def __init__(self, desk: Desk) -> None:
        letters = desk.settings.letters
        pace = Pace(per_minute=desk.settings.smtp.per_minute, per_hour=letters.per_hour)
        self._desk = desk
        self._find = Finder(desk)
        self._delivery = Delivery(
            desk.store.engine,
            desk.open_transport(),
            desk.settings.agency.address,
            desk.clock.now,
            pace,
            Teller(desk.office, desk.clock),
            desk.owner,
        )
        self._busy = threading.Lock()
        self._again = threading.Event()

    def send(self, _row_id: int | None = None) -> None:
        """Send what is due; another call meanwhile only asks for one more round."""
        self._again.set()
        while self._again.is_set() and self._busy.acquire(blocking=False):
            try:
                self._again.clear()
                self._delivery.send_due()
            finally:
                self._busy.release()

    def resolve_doubts(self) -> None:
        """Look for letters in doubt by their Message-ID, in what came in and in the mailbox itself."""
        with self._desk.store.look() as connection:
            if not ledger.in_doubt(connection, 1):
                return
        with self._busy:
            try:
                self._delivery.resolve_doubts(self._find)
            except MailboxError as error:  # nothing is concluded from a mailbox that does not answer
                log.warning("doubt.not_looked", why=str(error))

    def stop(self) -> None:
        """Have the sending end after the letter in hand."""
        self._again.clear()
        self._delivery.stop()


class Finder:
    """Looks for a letter's copy by Message-ID: among kept mail at each call, in the mailbox itself once a minute."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked: dict[str, float] = {}

    def __call__(self, message_id: str) -> bool:
        """Return whether a copy is known to exist; raises `MailboxError` when the mailbox does not answer."""
        with self._desk.store.look() as connection:
            if inbox_list.is_kept(connection, message_id):
                return True
        if monotonic() - self._looked.get(message_id, -_LOOK_SECONDS) < _LOOK_SECONDS:
            return False
        self._looked[message_id] = monotonic()
        mailbox = self._desk.open_mailbox()
        try:
            mailbox.open()
            return mailbox.find(message_id)
        finally:
            mailbox.close()
