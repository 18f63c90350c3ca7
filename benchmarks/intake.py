"""Mails a second from a real Dovecot to durable, sorted rows, as a ratio to a bare fetch of the same mails.

Run: python -m benchmarks.intake [--mails 2000] [--helpdesk-mails 200] [--rounds 5] [--json FILE]

Measured, interleaved, the same 2,000 mails of 1.5 to 7 KB (benchmarks/stage/mix.py; no SOWs) in one inbox:
- bare: IMAPClient alone, connect, search, FETCH in batches of 200, bytes thrown away.
- sorted: the desk's own watcher and sorter in two threads, as `desk run` has them: connect, fetch, raw bytes kept and
  committed (SQLite, WAL, synchronous=FULL), decoded, identity by Authentication-Results, triage, copies known,
  rows committed, the admin's digest posted. Not in it: answers to colleagues, for those are use cases of their own.
- desk run: the real process with all its threads, from the opened mailbox on, in rounds of its own: until all are
  sorted, and until all are settled, every answer to a colleague written, posted and delivered into a folder.
- django-helpdesk: its own `process_email` on the first 200 of the mails, over the same Dovecot into SQLite (WAL,
  synchronous=FULL), where DESK_HELPDESK_PYTHON names an interpreter that has it (benchmarks/stage/helpdesk.py). It
  renders an answer to each sender and deletes the mail in IMAP as it goes: set it beside `desk run, settled`.
Filing in IMAP is off (nothing is moved), so that every round finds the same inbox.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import sqlalchemy as sa
from imapclient import IMAPClient, SocketTimeout
from rich.console import Console
from rich.table import Table

from agent.bootstrap import Desk, build
from agent.inbox.watcher import Watcher
from agent.services.control.waiting import tell_waiting
from agent.services.mail.keep import StoreKeeper
from agent.services.mail.sort import sort_batch
from agent.store import tables as t
from agent.store.mailroom import State
from benchmarks.stage import helpdesk, report
from benchmarks.stage.agency import home_on, is_watching, running, until
from benchmarks.stage.mix import SHARES, Mix
from config.home import Home
from config.secrets import Secrets
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot

BATCH = 200
KEY = "6b" * 32
HELPDESK = "django-helpdesk"
# What the table says, the way that is measured, and which of its two figures.
COLUMNS = (
    ("bare", "bare", 0),
    ("sorted", "sorted", 0),
    ("desk run, sorted", "desk run", 0),
    ("desk run, settled", "desk run", 1),
    (HELPDESK, HELPDESK, 0),
)

Way = tuple[int, Callable[[], tuple[float, float]]]  # how many mails it takes in, and what measures it
Taken = dict[str, list[tuple[float, float]]]  # a way's two figures in each round, in seconds a mail


def bare(server: Dovecot, user: str) -> int:
    """Fetch the whole inbox by IMAPClient alone, in batches of 200."""
    client = IMAPClient(server.host, server.port, ssl=False, timeout=SocketTimeout(15, 60))
    client.login(user, PASSWORD)
    client.select_folder("INBOX", readonly=True)
    uids = client.search("ALL")
    total = 0
    for start in range(0, len(uids), BATCH):
        total += len(client.fetch(uids[start : start + BATCH], ["INTERNALDATE", "BODY.PEEK[]"]))
    client.logout()
    return total


class Sorter:
    """The sorting half of `desk run`: a thread that sorts when it is nudged, until it is told to end."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._nudged, self._over = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run)
        desk.wake = self._wake
        self._thread.start()

    def end(self) -> None:
        """Sort what is left and end."""
        self._over.set()
        self._nudged.set()
        self._thread.join()

    def _wake(self, actor: str, _row_id: int | None) -> None:
        if actor == "inbox.sort":
            self._nudged.set()

    def _run(self) -> None:
        while not self._over.is_set():
            self._nudged.wait()
            self._nudged.clear()
            while sort_batch(self._desk.office):
                pass


def take_in(desk: Desk, count: int) -> None:
    """Take the whole inbox in and sort it, the two at the same time; check that every mail is there, sorted."""
    mailbox, settings, interrupt = desk.open_mailbox(), desk.settings.mailbox, threading.Event()
    watcher = Watcher(mailbox, StoreKeeper(desk.office), settings, desk.clock, interrupt, print)
    sorter = Sorter(desk)
    watcher.pass_once()
    watcher.close()
    sorter.end()
    tell_waiting(desk.office)
    assert counted(desk) == (count, 0)


def counted(desk: Desk, open_states: tuple[State, ...] = (State.KEPT,)) -> tuple[int, int]:
    """Return how many arrivals are kept and how many mails are in one of `open_states`."""
    arrived = sa.select(sa.func.count()).select_from(t.arrival)
    still = sa.select(sa.func.count()).select_from(t.mail).where(t.mail.c.state.in_(open_states))
    with desk.store.look() as connection:
        return connection.execute(arrived).scalar_one(), connection.execute(still).scalar_one()


def desk_of(home: Home) -> Desk:
    """Return the desk of a home, its empty store made."""
    home.key_file.write_text(KEY + "\n", encoding="ascii")
    desk = build(home, given=Secrets({"DESK_IMAP_PASSWORD": PASSWORD}))
    assert desk.office.store is desk.store
    return desk


def ours(server: Dovecot, user: str, count: int) -> tuple[float, float]:
    """Return the seconds, by the clock and of this process's CPU, from connecting to the last sorted row."""
    with tempfile.TemporaryDirectory() as folder, desk_of(home_on(Path(folder), server, user)) as desk:
        began, used = time.perf_counter(), time.process_time()
        take_in(desk, count)
        return time.perf_counter() - began, time.process_time() - used


def theirs(server: Dovecot, user: str, count: int) -> tuple[float, float]:
    """Return the same for the bare fetch."""
    began, used = time.perf_counter(), time.process_time()
    assert bare(server, user) == count
    return time.perf_counter() - began, time.process_time() - used


def real(server: Dovecot, user: str, count: int) -> tuple[float, float]:
    """Return the seconds `desk run` needs from its opened mailbox until all are sorted, and until all are settled."""
    with tempfile.TemporaryDirectory() as folder:
        home = home_on(Path(folder), server, user)
        with desk_of(home) as desk, running(home):
            began = until(lambda: is_watching(home), home)
            done = until(lambda: counted(desk) == (count, 0), home)
            open_states = (State.KEPT, State.SORTED)
            settled = until(lambda: counted(desk, open_states) == (count, 0), home, every=0.05)
        return done - began, settled - began


def helpdesks(server: Dovecot, raws: Sequence[bytes]) -> tuple[float, float]:
    """Return the seconds django-helpdesk needs for `raws` in an inbox of their own that Dovecot has indexed."""
    user = server.user()
    server.fill(user, raws)
    assert bare(server, user) == len(raws)
    return helpdesk.run(server, user, len(raws))


def interleaved(ways: dict[str, Way], rounds: int) -> Taken:
    """Return what each way took for a mail in each round, one after the other, after a round that is not counted."""
    taken: Taken = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, (mails, way) in ways.items():
            first, second = way()
            if number:
                taken[name].append((first / mails, second / mails))
    return taken


def ratios(taken: Taken, name: str, which: int, than: tuple[str, int] = ("bare", 0)) -> list[float]:
    """Return the speed of `name` as a share of the bare fetch's, or of another way's, round by round."""
    pairs = zip(taken[than[0]], taken[name], strict=True)
    return [round(one[than[1]] / other[which], 4) for one, other in pairs]


def told(taken: Taken, mails: int) -> tuple[Table, dict[str, object]]:
    """Return the table for people and the figures for machines: mails a second and shares of the bare fetch."""
    table = Table(title=f"{mails:,} mails from a Dovecot to sorted rows")
    for head in ("way", "mails a second", "of the bare fetch", "of its CPU speed"):
        table.add_column(head)
    rows: dict[str, object] = {}
    for name, way, which in COLUMNS:
        if way not in taken:
            continue
        speed = 1 / report.median([one[which] for one in taken[way]])
        share = report.median(ratios(taken, way, which))
        cpu = report.median(ratios(taken, way, 1, ("bare", 1)))
        cpu_text = f"{cpu:.2f}" if way in ("sorted", HELPDESK) else ""
        table.add_row(name, f"{speed:,.0f}", f"{share:.3f}", cpu_text)
        rows[name] = {"mails_per_second": round(speed), "of_bare": round(share, 4)}
    return table, rows


def beside_helpdesk(taken: Taken, version: str | None, mails: int) -> tuple[str, dict[str, object]]:
    """Return how many times as fast as django-helpdesk the desk is, for people and for machines."""
    if version is None:
        return f"django-helpdesk's own import: not measured. To measure it: {helpdesk.HOW}", {}
    times: dict[str, object] = {
        name: round(report.median(ratios(taken, way, which, (HELPDESK, 0))), 1)
        for name, way, which in COLUMNS
        if way not in ("bare", HELPDESK)
    }
    text = ", ".join(f"{name} {value} times" for name, value in times.items())
    told = {"version": version, "mails": mails, "times_as_fast": times}
    return f"As fast as django-helpdesk {version} on {mails} mails: {text}", {"beside_helpdesk": told}


def main() -> None:
    """Print the table and write benchmarks/results/intake.json."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mails", type=int, default=2000)
    options.add_argument("--helpdesk-mails", type=int, default=200)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    console = Console()
    raws = [raw for _, raw in Mix(bytes.fromhex(KEY)).mails(chosen.mails)]
    few, version = raws[: chosen.helpdesk_mails], helpdesk.version()
    with dovecot() as server:
        user = server.user()
        server.fill(user, raws)
        ways: dict[str, Way] = {
            "bare": (len(raws), lambda: theirs(server, user, len(raws))),
            "sorted": (len(raws), lambda: ours(server, user, len(raws))),
            "desk run": (len(raws), lambda: real(server, user, len(raws))),
        }
        if version:
            ways[HELPDESK] = (len(few), lambda: helpdesks(server, few))
        with console.status(f"{chosen.rounds} rounds of {chosen.mails:,} mails"):
            taken = interleaved(ways, chosen.rounds)
    table, rows = told(taken, chosen.mails)
    text, beside = beside_helpdesk(taken, version, len(few))
    console.print(table)
    console.print("The mix:", ", ".join(f"{share}% {name}" for name, share in SHARES.items()))
    console.print(text)
    report.write("intake", {"mails": chosen.mails, "rounds": chosen.rounds, **rows, **beside}, chosen.json)


if __name__ == "__main__":
    main()
