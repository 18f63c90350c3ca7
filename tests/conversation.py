"""An exchange of mail as a readable script: deliver, let the desk work, read what it wrote, answer.

The whole real path runs (Maildir in, store, reading process, templates, ledger, folder out); only the clock is a fake
and the steps are called one after another instead of by nudges.
"""

from __future__ import annotations

import email
import email.policy
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import Self

from agent.bootstrap import Desk, build
from agent.inbox.watcher import Watcher
from agent.services import commands
from agent.services.control.waiting import tell_waiting
from agent.services.mail.handle import handle_one
from agent.services.mail.keep import StoreKeeper
from agent.services.mail.sort import sort_batch
from agent.services.planning.making import make_plan
from agent.store import inbox_list, proposals
from agent.store.inbox_list import MailRow
from agent.store.mailroom import State
from agent.worker.rehearsing import Rehearsing
from agent.worker.routines import SCHEDULE
from agent.worker.sending import Sending
from agent.worker.sweep import nudge_due
from config.home import Home
from outbox import ledger
from outbox.ledger import LetterRow
from tests.samples import mails
from tests.samples.mails import Stamped

NOW = datetime(2026, 11, 10, 9, 0, tzinfo=UTC)

AGENCY = """\
[agency]
name = "Bright Harbour Studio"
address = "desk@agency.example"
domains = ["agency.example"]
timezone = "Europe/London"
currency = "EUR"

[mailbox]
kind = "maildir"
path = "inbox"
first_start = "all"

[smtp]
kind = "folder"
path = "letters"
per_minute = 1000

[trust]
authserv_id = "mx.agency.example"

[[people]]
name = "Sam Sales"
email = "sam@agency.example"
roles = ["sales"]

[[people]]
name = "Lena Lead"
email = "lena@agency.example"
roles = ["lead"]

[[people]]
name = "Fay Founder"
email = "fay@agency.example"
roles = ["founder"]

[[people]]
name = "Ada Admin"
email = "ada@agency.example"
roles = ["admin"]

[[people]]
name = "Mo Member"
email = "mo@agency.example"
"""


class FakeClock:
    """A clock that stands still until it is told to move."""

    def __init__(self, now: datetime = NOW) -> None:
        self._now = now

    def now(self) -> datetime:
        """Return the moment it stands at."""
        return self._now

    def forward(self, **by: float) -> None:
        """Move on, e.g. `forward(minutes=20)`."""
        self._now += timedelta(**by)

    def at(self, *moment: int) -> None:
        """Move to a moment in UTC, e.g. `at(2027, 1, 20, 10)`."""
        self._now = datetime(*moment, tzinfo=UTC)  # type: ignore[misc, arg-type]


@dataclass(frozen=True)
class Written:
    """A letter as its reader sees it."""

    row: LetterRow
    message: EmailMessage

    @property
    def text(self) -> str:
        """The plain text."""
        body = self.message.get_body(("plain",))
        return str(body.get_content()) if body else ""

    @property
    def files(self) -> list[str]:
        """The names of the attached files."""
        return [part.get_filename() or "" for part in self.message.iter_attachments()]


class Conversation:
    """A desk in a folder of its own, worked step by step."""

    def __init__(self, folder: Path, agency: str = AGENCY, now: datetime = NOW) -> None:
        self.home = Home(folder / "home")
        self.home.make()
        self.home.settings_file.write_text(agency, encoding="utf-8")
        self.clock = FakeClock(now)
        self.inbox = self.home.path / "inbox"
        for part in ("tmp", "new", "cur"):
            (self.inbox / part).mkdir(parents=True, exist_ok=True)
        self._delivered = 0
        self.alarms: list[str] = []
        self._start()

    def _start(self) -> None:
        self.desk: Desk = build(self.home, self.clock)
        settings, office = self.desk.settings.mailbox, self.desk.office
        mailbox = self.desk.open_mailbox()
        self._watcher = Watcher(mailbox, StoreKeeper(office), settings, self.clock, Event(), self.alarms.append)
        self._sending: Sending | Rehearsing = Sending(self.desk)

    def restart(self, agency: str) -> None:
        """End the desk and start it again on the same home with other settings."""
        self._watcher.close()
        self.desk.close()
        self.home.settings_file.write_text(agency, encoding="utf-8")
        self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watcher.close()
        self.desk.close()

    def deliver(self, *raws: bytes) -> None:
        """Put mails into the inbox, as a mail server does."""
        for raw in raws:
            self._delivered += 1
            path = self.inbox / "new" / f"{self._delivered:06d}.sample"
            path.write_bytes(raw)
            now = self.clock.now().timestamp()
            os.utime(path, (now, now))

    def work(self) -> None:
        """Let the desk take in, work and send until nothing is left to do now."""
        for _ in range(4):
            self.take_in()
            self.handle()
            tell_waiting(self.desk.office)
            self._sending.send()
        self._watcher.file_settled()

    def take_in(self) -> None:
        """Let the desk keep what came in, and no more."""
        self._watcher.pass_once()

    def handle(self) -> None:
        """Let the desk sort and handle what it kept; its letters stay where they are."""
        while sort_batch(self.desk.office):
            pass
        for row in self.mails(State.SORTED):
            handle_one(self.desk.office, row.id)
        for plan_id in self._wanted():
            make_plan(self.desk.office, plan_id)

    def _wanted(self) -> list[int]:
        with self.desk.store.look() as connection:
            return proposals.wanted(connection)

    def replay(self, mail_id: int) -> None:
        """Put a mail back to the start, as a person at the keyboard does."""
        commands.replay(self.desk.store, mail_id, "root")

    def sweep(self) -> None:
        """Let the desk look for what was left behind, as a running process does each second."""
        nudge_due(self.desk)

    def ask(self, *raws: bytes) -> list[Written]:
        """Deliver mails, let the desk work, and return the letters it wrote in answer, in order."""
        before = {letter.row.id for letter in self.letters()}
        self.deliver(*raws)
        self.work()
        return [letter for letter in self.letters() if letter.row.id not in before]

    def beat(self, *routines: str) -> list[Written]:
        """Run routines now, let the desk work, and return the letters it wrote, in order."""
        before = {letter.row.id for letter in self.letters()}
        for name in routines:
            {known: run for known, _, _, run in SCHEDULE}[name](self.desk.office)
        self.work()
        return [letter for letter in self.letters() if letter.row.id not in before]

    def mails(self, *states: State) -> list[MailRow]:
        """Return the kept mails, oldest first."""
        with self.desk.store.look() as connection:
            return inbox_list.mails(connection, [state.value for state in states])[::-1]

    def letters(self, kind: str = "", to: str = "") -> list[Written]:
        """Return the letters of the ledger, oldest first, whatever their phase."""
        with self.desk.store.look() as connection:
            rows = ledger.letters(connection, limit=1000)[::-1]
            wanted = [row for row in rows if kind in ("", row.kind) and to in ("", row.recipient)]
            return [Written(row, _message(ledger.content(connection, row.id))) for row in wanted]

    def reply(self, letter: Written, text: str, sender: str, stamped: Stamped = "pass") -> bytes:
        """Return `sender`'s reply to a letter, our words quoted below theirs."""
        quoted = "\n".join(f"> {line}" for line in letter.text.splitlines())
        body = f"{text}\n\nOn Tue, 10 Nov 2026 at 09:00, Bright Harbour Studio <desk@agency.example> wrote:\n{quoted}\n"
        self._delivered += 1
        return mails.mail(
            sender,
            subject=f"Re: {letter.message['Subject']}",
            text=body,
            stamped=stamped,
            message_id=f"<reply{self._delivered}@mail.agency.example>",
            in_reply_to=str(letter.message["Message-ID"]),
            date=format_datetime(self.clock.now()),
        )


def sow_mail(
    *files: tuple[str, bytes], subject: str = "Signed SOW", message_id: str = "<m1@mail.agency.example>"
) -> bytes:
    """Return a mail of the sales person with files attached."""
    attachments: Sequence[mails.Attachment] = [(name, "application/octet-stream", content) for name, content in files]
    return mails.mail(subject=subject, attachments=attachments, message_id=message_id)


def _message(content: bytes) -> EmailMessage:
    return email.message_from_bytes(content, policy=email.policy.default)
