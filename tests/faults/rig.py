"""The surroundings of one agent under test: its mailbox, the server that takes its letters, and what was planted."""

from __future__ import annotations

import email
import email.policy
import shutil
import sqlite3
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path

from agent.inbox.mailbox.maildir import deliver
from tests.conversation import AGENCY
from tests.faults.agent_once import Order
from tests.faults.forking import KILLED, Agents, said
from tests.samples.mails import DESK
from tests.servers.sink import Accepted, Sink

_FOLDER_OUT = 'kind = "folder"\npath = "letters"\n'
_LEASES = (("mail", "lease_until"), ("letter", "lease_until"), ("slot", "lease_until"), ("lease", "until"))
# The lives after the last kill: at once, then past each wait there is (retries of mail, doubts about letters).
ROUNDS = (0, 0, 2, 11, 11)


def agency(port: int, echo: bool) -> str:
    """Return agency.toml with the way out over SMTP, or into a folder for port 0."""
    server = f'kind = "smtp"\nhost = "127.0.0.1"\nport = {port}\nsecurity = "none"\nauth = "none"\n'
    out = f"{server}echo = {str(echo).lower()}\n"
    return AGENCY.replace(_FOLDER_OUT, out) if port else AGENCY


@dataclass(repr=False)
class Rig:
    """One agent's folder and its surroundings. `planted` and the server's journal are what the oracle knows."""

    folder: Path
    agents: Agents
    sink: Sink | None
    echo: bool = True
    planted: list[bytes] = field(default_factory=list)
    sent_before: list[Accepted] = field(default_factory=list)
    now: str = ""  # where the agents' clock stands

    def __post_init__(self) -> None:
        if self.sink is not None:
            self.sink.deliver = self._echo
        self._echoed: set[int] = set()

    @property
    def inbox(self) -> Path:
        """The Maildir that mail comes into."""
        return self.folder / "home" / "inbox"

    @property
    def database(self) -> Path:
        """The agent's store."""
        return self.folder / "home" / "desk.db"

    @property
    def order(self) -> Order:
        """An order for this folder with nothing armed."""
        return Order(str(self.folder), agency(self.sink.port if self.sink else 0, self.echo), now=self.now)

    @property
    def accepted(self) -> list[Accepted]:
        """Everything the server took responsibility for since the beginning, without the copies to ourselves."""
        return [*self.sent_before, *(self.sink.accepted if self.sink else self._filed())]

    def plant(self, *raws: bytes) -> None:
        """Deliver mails as a mail server does."""
        for raw in raws:
            deliver(self.inbox, raw)
            self.planted.append(raw)

    def kill_at(self, point: str, order: Order | None = None) -> int:
        """Let an agent live with a point armed; return its exit code."""
        code = self.agents.live(replace(order or self.order, point=point))
        assert code in (0, KILLED), f"the agent ended with {code}:\n{said(self.folder)}"
        time.sleep(0.02)  # what the dead one wrote into its connection is read by the server meanwhile
        self.let_leases_run_out()
        return code

    def finish(self) -> None:
        """Let agents live until everything is quiet."""
        self.agents.finish(replace(self.order, minutes=ROUNDS))

    def let_leases_run_out(self) -> None:
        """Do to the leases of the dead what the database's clock would do in five minutes."""
        if not self.database.exists():
            return
        with sqlite3.connect(self.database) as store:
            tables = {row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table, column in _LEASES:
                if table in tables:
                    store.execute(f"UPDATE {table} SET {column} = 1 WHERE {column} > 0")
        store.close()

    def rows(self, statement: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the store, from outside."""
        store = sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)
        try:
            return store.execute(statement, values).fetchall()
        finally:
            store.close()

    def letter(self, kind_of_subject: str) -> EmailMessage:
        """Return the one accepted letter whose subject holds these words."""
        (found,) = (m for m in map(_message, self.accepted) if kind_of_subject in str(m["Subject"]))
        return found

    def copied_from(self, other: Rig) -> Rig:
        """Take over the folder, the plants and the journal of another rig, as they stood when it was quiet."""
        shutil.copytree(other.folder, self.folder, dirs_exist_ok=True)
        self.planted, self.sent_before = list(other.planted), list(other.accepted)
        return self

    def _echo(self, _: str, raw: bytes) -> None:
        """Put our copy of a letter into the mailbox, at its first recipient: the rest is dropped with the client."""
        assert self.sink is not None
        for number, mail in enumerate(self.sink.accepted):
            if mail.raw == raw and DESK in mail.recipients and number not in self._echoed:
                self._echoed.add(number)
                deliver(self.inbox, b"Return-Path: <desk@agency.example>\r\n" + raw)

    def _filed(self) -> Sequence[Accepted]:
        new = self.folder / "home" / "letters" / "new"
        files = sorted(new.glob("*")) if new.exists() else []
        return [Accepted(DESK, (str(_parsed(f.read_bytes())["To"]),), f.read_bytes()) for f in files]


def _message(mail: Accepted) -> EmailMessage:
    return _parsed(mail.raw)


def _parsed(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)
