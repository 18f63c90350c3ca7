"""What the process under test does: one desk, worked until quiet, on a clock that stands; or the real `desk run`."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Literal

import sqlalchemy as sa

import config.failpoint
from agent.bootstrap import build
from agent.clock import monotonic
from agent.errors import UsageError
from agent.oauth.microsoft import keep
from agent.reading import Reader, Reading
from agent.services import commands
from agent.services.control.canary import send_canary
from agent.services.control.care import check_store
from agent.services.mail.keep import StoreKeeper
from agent.services.office import Office
from agent.worker import process, restoring
from agent.worker.rehearsing import Rehearsing, begin_dry_run, end_dry_run
from agent.worker.routines import SCHEDULE
from config.home import Home
from tests.conversation import NOW, Conversation, FakeClock

Deed = Literal["work", "run", "command", "upkeep"]
Fault = Literal["", "reading fails", "reading kills"]
POISON = "poison.docx"  # the attachment that the faults of reading strike at


@dataclass(frozen=True)
class Order:
    """One life of the agent: in which folder, under which agency.toml, with which point armed, to do what.

    `minutes` are the steps in which the standing clock goes on; `trace` names a file for the points reached; `fault`
    strikes when the attachment POISON is read. The deed `upkeep` is done by a home whose store nobody has opened.
    """

    folder: str
    agency: str
    point: str = ""
    deed: Deed = "work"
    words: tuple[str, ...] = ()
    minutes: tuple[float, ...] = (0,)
    trace: str = ""
    fault: Fault = ""
    now: str = ""  # where the standing clock stands, in ISO format

    @property
    def moment(self) -> datetime:
        """The moment at which the clock stands at the beginning."""
        return datetime.fromisoformat(self.now) if self.now else NOW


def live(order: Order, reader: Reader) -> None:
    """Do what the order says; the armed point ends it by SIGKILL."""
    os.environ["DESK_FAILPOINT"] = order.point
    importlib.reload(config.failpoint)
    if order.trace:
        with _traced(Path(order.trace)):
            _do(order, reader)
    else:
        _do(order, reader)


def _do(order: Order, reader: Reader) -> None:
    if order.deed == "work":
        _work(order, reader)
    elif order.deed == "run":
        _run(order, reader)
    elif order.deed == "upkeep":
        _upkeep(order, reader)
    else:
        _command(order)


class Restarted(Conversation):
    """A desk that comes back to the folder it left: letters in doubt are looked for, too."""

    def work(self) -> None:
        """Take in, work, send and resolve."""
        super().work()
        self._sending.resolve_doubts()

    def rehearse(self, rehearsing: Rehearsing) -> None:
        """Send nothing from now on."""
        self._sending = rehearsing


def _work(order: Order, reader: Reader) -> None:
    with Restarted(Path(order.folder), order.agency, order.moment) as desk:
        desk.desk.reader = reader
        if order.fault:
            desk.desk.office = replace(desk.desk.office, read=partial(_poisoned, order.fault, reader))
        if order.words == ("dry run",):
            begin_dry_run(desk.desk)
            desk.rehearse(Rehearsing(desk.desk, Path(order.folder) / "dry", lambda *_: None))
        elif order.words == ("for good",):
            end_dry_run(desk.desk)
        for minutes in order.minutes:
            desk.clock.forward(minutes=minutes)
            desk.work()


def _poisoned(fault: Fault, reader: Reader, name: str, content: bytes) -> Reading:
    """Read as ever, but for the poison."""
    if name != POISON:
        return reader.read(name, content)
    if fault == "reading kills":
        os.kill(os.getpid(), signal.SIGKILL)
    raise RuntimeError("nobody foresaw this")


def _command(order: Order) -> None:
    with Restarted(Path(order.folder), order.agency, order.moment) as desk:
        verb, *rest = order.words
        try:
            (_COMMANDS | _ROUTINES)[verb](desk.desk.office, int(rest[0]) if rest else 0)
        except UsageError as error:  # said already, before the kill: a sentence, nothing done twice
            sys.stderr.write(f"{error}\n")


_COMMANDS: dict[str, Callable[[Office, int], object]] = {
    "release": lambda office, row: commands.release(office, row, "root"),
    "retry": lambda office, row: commands.retry(office.store, row, "root"),
    "replay": lambda office, row: commands.replay(office.store, row, "root"),
    "drop": lambda office, row: commands.drop_mail(office.store, row, "seen", "root"),
    "care": lambda office, _: check_store(office),
    "canary": lambda office, _: send_canary(office),
    "missing": lambda office, row: StoreKeeper(office).missing("maildir", "INBOX", 1, [row]),
    "block": lambda office, _: commands.open_blocker(
        office, "NORTHWIND-01", "no access", "mo@agency.example", client=False, by="root"
    ),
    "free": lambda office, row: commands.free_blocker(office, row, "root"),
}
_ROUTINES: dict[str, Callable[[Office, int], object]] = {
    name: (lambda office, _, run=run: run(office))  # type: ignore[misc]
    for name, _, _, run in SCHEDULE
}


def _upkeep(order: Order, reader: Reader) -> None:
    backup = Path(order.folder) / "backup.db"
    with build(Home(Path(order.folder) / "home"), FakeClock(order.moment)) as desk:
        desk.reader = reader
        if order.words == ("backup",):
            restoring.back_up(desk, backup)
        elif order.words == ("restore",):
            restoring.restore(desk, backup)
        elif order.words == ("freeze",):
            restoring.freeze(desk, "we move", "root")
        elif order.words == ("token",):
            keep(desk.home, "given", "rotated")
        elif order.words[0] == "drop":
            commands.drop_letter(desk.store, int(order.words[1]), "by hand", "root")
        else:
            restoring.thaw(desk, "root", unseen=order.words == ("thaw", "now"))


class _Hurried:
    """A clock whose minute is a second, so that a five-minute slot is never far, however slowly a machine starts."""

    def __init__(self, start: datetime) -> None:
        self._start, self._began = start, monotonic()

    def now(self) -> datetime:
        """Return the hurried moment."""
        return self._start + 60 * timedelta(seconds=monotonic() - self._began)


def _run(order: Order, reader: Reader) -> None:
    """Be `desk run`, asked to end as by SIGTERM after a minute, or before that once there is nothing left to do."""
    home = Home(Path(order.folder) / "home")
    home.make()
    home.settings_file.write_text(order.agency, encoding="utf-8")
    with build(home, _Hurried(order.moment)) as desk:
        desk.reader = reader
        threading.Thread(target=_ask_to_end, args=(desk.engine, order.words == ("until quiet",)), daemon=True).start()
        process.run(desk)


def _ask_to_end(engine: sa.Engine, when_quiet: bool) -> None:
    end, quiet_since = monotonic() + 60, None
    while monotonic() < end and (quiet_since is None or monotonic() < quiet_since + 1):
        time.sleep(0.1)
        listens = signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL
        quiet = when_quiet and listens and _is_quiet(engine)
        quiet_since = (quiet_since or monotonic()) if quiet else None
    os.kill(os.getpid(), signal.SIGTERM)


def _is_quiet(engine: sa.Engine) -> bool:
    """Return whether the mail that came was dealt with, every letter is sent and every slot that was due was run."""
    with engine.connect() as connection:
        mails = set(connection.execute(sa.text("SELECT DISTINCT state FROM mail")).scalars())
        phases = set(connection.execute(sa.text("SELECT DISTINCT phase FROM letter")).scalars())
        slots = set(connection.execute(sa.text("SELECT DISTINCT state FROM slot")).scalars())
    return phases == {"sent"} and not mails & {"kept", "sorted"} and not slots & {"due", "late"}


class _traced:
    """Writes down every point that is reached, by watching the calls of `reach` from outside."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen: Counter[str] = Counter()
        self._code = config.failpoint.reach.__code__

    def __enter__(self) -> None:
        threading.setprofile(self._look)
        sys.setprofile(self._look)

    def __exit__(self, *_: object) -> None:
        sys.setprofile(None)
        threading.setprofile(None)
        self._file.write_text("\n".join(f"{name} {count}" for name, count in self._seen.items()), encoding="utf-8")

    def _look(self, frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code.co_name == "reach" and frame.f_code.co_filename == self._code.co_filename:
            self._seen[str(frame.f_locals["name"])] += 1
