"""The processes: `run` is all in one; `watch`, `work` and `schedule` are its parts, on as many machines as wanted."""

from __future__ import annotations

import fcntl
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FrameType
from typing import IO

import dramatiq
import sqlalchemy as sa
import structlog

from agent.bootstrap import Desk
from agent.clock import monotonic
from agent.errors import MailboxError, StoreError
from agent.inbox.watcher import Watcher
from agent.inbox.watching import Watching, pause_after
from agent.services.control.alarms import tell_admin
from agent.services.control.waiting import tell_waiting
from agent.services.mail.handle import handle_one
from agent.services.mail.keep import StoreKeeper
from agent.services.mail.sort import sort_batch
from agent.services.planning.making import make_plan
from agent.store import pulses
from agent.store.acts import Cause
from agent.store.engine import disk_failure
from agent.worker.actors import Actors, Step
from agent.worker.broker import make_broker
from agent.worker.leading import Lead
from agent.worker.loops import Loop
from agent.worker.reconciling import compare, is_restored
from agent.worker.rehearsing import Rehearsing, Say, begin_dry_run, end_dry_run
from agent.worker.routines import routines_of, run_slots
from agent.worker.scheduler import install, tick
from agent.worker.sending import Sending
from agent.worker.sweep import nudge_due
from config.secrets import Secret
from outbox.letters.alarm import Trouble

log = structlog.get_logger()

WORK = frozenset({"inbox", "mail", "outbox", "admin", "slot", "plan"})  # the queues of `desk work`
WATCH = frozenset({"mailbox"})  # the queue of `desk watch`

_SWEEP_SECONDS = 1.0
_PULSE_SECONDS = 60.0
_THREADS = 4
_STOP_MILLISECONDS = 25_000


class Process:
    """One running process of a desk: its actors, the worker threads for some queues, and what ends them."""

    def __init__(self, desk: Desk, queues: frozenset[str], sending: Sending | Rehearsing | None = None) -> None:
        """Take the queues named; letters are handed to `sending`, which sends them unless told otherwise."""
        self.desk = desk
        self._pulsed = -_PULSE_SECONDS
        self.stop = threading.Event()
        self.failed: StoreError | None = None  # why the process ends, where nobody asked it to
        self._interrupt = threading.Event()
        self.sending = sending or Sending(desk)
        self.watching = self.new_watching()
        url = desk.secrets.with_password(desk.settings.broker.url, Secret.BROKER_PASSWORD)
        self._broker = make_broker(url)
        self._actors = Actors(self._broker, self._steps())
        desk.wake = self._actors.wake
        sa.event.listen(desk.engine, "handle_error", self._notice)
        self._worker = dramatiq.Worker(self._broker, queues=set(queues), worker_threads=_THREADS, worker_timeout=100)

    def start(self) -> None:
        """Start the worker threads."""
        self._worker.start()

    def finish(self) -> None:
        """End after the steps in hand; what was not begun stays in the rows."""
        self.sending.stop()
        self._worker.stop(timeout=_STOP_MILLISECONDS)
        self._broker.close()

    def sweep(self) -> None:
        """Nudge what is due and was left behind by a lost nudge; what fails is for the next sweep."""
        try:
            nudge_due(self.desk)
            self.sending.resolve_doubts()
        except sa.exc.OperationalError as error:
            log.warning("sweep.failed", error=str(error.orig))
        except Exception:  # the process lives on: what one row does must not keep all others from being found
            log.exception("sweep.failed")

    def _notice(self, context: sa.engine.ExceptionContext) -> None:
        """End the process when the disk fails under the store: what a failed sync has written, nobody can tell.

        It is not tried again; whoever starts us anew opens the store anew, and works with what is there then.
        """
        if broken := disk_failure(context.original_exception):
            self.failed = StoreError(f"the disk under the store failed ({broken}); mend it, then start the desk again")
            self.stop.set()

    def _steps(self) -> Mapping[str, Step]:
        office = self.desk.office
        return {
            "inbox.sort": lambda _: sort_all(self.desk),
            "mail.handle": lambda mail_id: handle_one(office, mail_id) if mail_id is not None else None,
            "outbox.send": self.sending.send,
            "admin.tell": lambda _: tell_waiting(office),
            "plan.make": lambda plan_id: make_plan(office, plan_id) if plan_id is not None else None,
            "slot.run": lambda _: run_slots(office),
            "mailbox.file": lambda _: self.watching.nudge(),
        }

    def new_watching(self) -> Watching:
        """Return a watcher of the mailbox that has not begun yet."""
        desk = self.desk
        mailbox = desk.open_mailbox(self._interrupt)
        keeper = StoreKeeper(desk.office)
        watcher = Watcher(mailbox, keeper, desk.settings.mailbox, desk.clock, self._interrupt, self._alarm)
        return Watching(watcher, self._interrupt, self._alarm, self._pulse)

    def _pulse(self) -> None:
        """Note that a turn of the watcher went well, at most once a minute: a quiet mailbox is no dead one."""
        if monotonic() - self._pulsed < _PULSE_SECONDS:
            return
        self._pulsed = monotonic()
        with self.desk.store.begin("pulse", Cause("routine", "mailbox.watch", "desk", "mailbox.pulse")) as work:
            pulses.beat(work.connection, "mailbox watched", work.now)

    def _alarm(self, sentence: str) -> None:
        with self.desk.store.begin("alarm", Cause("routine", "mailbox.watch", "desk", "mailbox.alarm")) as work:
            tell_admin(self.desk.office, work, Trouble.MAILBOX, sentence, where=self.desk.settings.mailbox.folder)


def sort_all(desk: Desk) -> int:
    """Sort until nothing kept is left; return how many mails."""
    total = 0
    while taken := sort_batch(desk.office):
        total += taken
    return total


def run(desk: Desk) -> None:
    """Watch, work and schedule in this process until SIGTERM or Ctrl-C."""
    with alone(desk):
        end_dry_run(desk)
        _run(Process(desk, WORK | WATCH))


def rehearse(desk: Desk, folder: Path, say: Say) -> None:
    """Do the same as a dry run: letters go into `folder` and are told to `say`, and none leaves, now or later."""
    with alone(desk):
        begin_dry_run(desk)
        _run(Process(desk, WORK | WATCH, Rehearsing(desk, folder, say)))


def _run(process: Process) -> None:
    with _until_signal(process):
        if compared(process.desk, process.stop):
            go(process, [_watch_lead(process), schedule_lead(process)])


def compared(desk: Desk, stop: threading.Event) -> bool:
    """Compare a restored store with the mailbox, as often as it takes; False when asked to stop before that.

    A store whose letters have no copies to find stays frozen, and the desk goes on without sending.
    """
    since = is_restored(desk)
    failures = 0
    while since is not None and not stop.is_set():
        try:
            found = compare(desk, since, stop)
        except (MailboxError, sa.exc.OperationalError) as error:
            failures += 1
            log.warning("store.not_compared", why=str(error))
        else:
            if not found.unsettled:
                break
            failures = 1
        stop.wait(pause_after(failures, 1.0))
    return not stop.is_set()


def watch(desk: Desk) -> None:
    """Only take mail in."""
    _begin(desk)
    process = Process(desk, WATCH)
    with _until_signal(process):
        go(process, [_watch_lead(process)], sweeps=False)


def work(desk: Desk) -> None:
    """Only do the work and send letters."""
    _begin(desk)
    process = Process(desk, WORK)
    with _until_signal(process):
        go(process, [])


def schedule(desk: Desk) -> None:
    """Only keep the schedule."""
    _begin(desk)
    process = Process(desk, frozenset())
    with _until_signal(process):
        go(process, [schedule_lead(process)], sweeps=False)


def _begin(desk: Desk) -> None:
    """End a dry run of before; a restored store is not worked on by halves."""
    if is_restored(desk) is not None:
        raise StoreError("this store was restored and not compared with the mailbox yet; run `desk thaw` first")
    end_dry_run(desk)


def go(process: Process, leads: Iterable[Lead], sweeps: bool = True) -> None:
    """Run a process until somebody stops it; raises `StoreError` where the disk under the store failed."""
    loops = [Loop(f"{lead.name} lease", partial(_stand, lead, process.stop)) for lead in leads]
    process.start()
    log.info("desk.started", home=str(process.desk.home.path), owner=process.desk.owner)
    for loop in loops:
        loop.start()
    try:
        while not process.stop.wait(_SWEEP_SECONDS):
            if sweeps:
                process.sweep()
    finally:
        process.stop.set()
        for loop in loops:
            loop.end()
        process.finish()
        log.info("desk.stopped")
    if process.failed is not None:
        raise process.failed


def _stand(lead: Lead, stop: threading.Event, _over: threading.Event) -> None:
    lead.until(stop)


def _watch_lead(process: Process) -> Lead:
    """Return what watches the mailbox while this process holds its lease."""
    box = process.desk.settings.mailbox

    def make() -> Loop:
        process.watching = watching = process.new_watching()
        return Loop("watching", lambda _: watching.run(), cut=watching.end)

    name = f"watch {box.kind} {box.user or box.path}/{box.folder}"[:120]
    return Lead(process.desk.store, name, process.desk.owner, make)


def schedule_lead(process: Process) -> Lead:
    """Return what ticks the schedule while this process holds its lease."""
    desk = process.desk
    routines = routines_of(desk.settings)

    def tick_on(over: threading.Event) -> None:
        install(desk.store, routines)
        while not over.wait(_SWEEP_SECONDS):
            tick(desk.store, routines)

    return Lead(desk.store, "schedule", desk.owner, lambda: Loop("schedule", tick_on))


@contextmanager
def _until_signal(process: Process) -> Iterator[None]:
    """Turn SIGTERM and SIGINT into the wish to stop, while the block runs."""

    def wish(_number: int, _frame: FrameType | None) -> None:
        process.stop.set()

    before = {number: signal.signal(number, wish) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def alone(desk: Desk) -> Iterator[None]:
    """Hold the home's lock: a second `desk run` on one SQLite store is refused."""
    if desk.engine.dialect.name != "sqlite":
        yield
        return
    handle: IO[str]
    with desk.home.lock.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise StoreError(f"another `desk run` works on {desk.home.path}; stop it first") from None
        yield
