"""Mails a second from a real Dovecot to durable, sorted rows, as a ratio to a bare fetch of the same mails.

Run: python -m benchmarks.intake [--mails 2000] [--rounds 5] [--json FILE]

Measured, interleaved, the same 2,000 mails of 1.5 to 7 KB (benchmarks/stage/mix.py; no SOWs) in one inbox:
- bare: IMAPClient alone, connect, search, FETCH in batches of 200, bytes thrown away.
- sorted: the desk's own watcher and sorter in two threads, as `desk run` has them: connect, fetch, raw bytes kept and
  committed (SQLite, WAL, synchronous=FULL), decoded, identity by Authentication-Results, triage, copies known,
  rows committed, the admin's digest posted. Not in it: answers to colleagues, for those are use cases of their own.
- desk run: the real process with all its threads, from the opened mailbox on, in rounds of its own: until all are
  sorted, and until all are settled, every answer to a colleague written, posted and delivered into a folder.
django-helpdesk's own import is not measured here.
Filing in IMAP is off (nothing is moved), so that every round finds the same inbox.
"""

from __future__ import annotations

import argparse
import tempfile
import threading
import time
from collections.abc import Callable
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
from benchmarks.stage import report
from benchmarks.stage.agency import home_on, is_watching, running, until
from benchmarks.stage.mix import SHARES, Mix
from config.home import Home
from config.secrets import Secrets
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot

BATCH = 200
KEY = "6b" * 32


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


def interleaved(
    ways: dict[str, Callable[[], tuple[float, float]]], rounds: int
) -> dict[str, list[tuple[float, float]]]:
    """Return what each way took in each round, one after the other, after a round that is not counted."""
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            found = way()
            if number:
                taken[name].append(found)
    return taken


def ratios(taken: dict[str, list[tuple[float, float]]], name: str, which: int) -> list[float]:
    """Return the speed of `name` as a share of the bare fetch's, round by round."""
    pairs = zip(taken["bare"], taken[name], strict=True)
    return [round(one[0] / other[which], 4) for one, other in pairs]


def told(taken: dict[str, list[tuple[float, float]]], mails: int) -> tuple[Table, dict[str, object]]:
    """Return the table for people and the figures for machines: mails a second and shares of the bare fetch."""
    table = Table(title=f"{mails:,} mails from a Dovecot to sorted rows")
    for head in ("way", "mails a second", "of the bare fetch", "of its CPU speed"):
        table.add_column(head)
    rows: dict[str, object] = {}
    ways = (
        ("bare", "bare", 0),
        ("sorted", "sorted", 0),
        ("desk run, sorted", "desk run", 0),
        ("desk run, settled", "desk run", 1),
    )
    for name, way, which in ways:
        speed = mails / report.median([one[which] for one in taken[way]])
        share = report.median(ratios(taken, way, which))
        cpu = report.median([b[1] / o[1] for b, o in zip(taken["bare"], taken["sorted"], strict=True)])
        cpu_text = f"{cpu:.2f}" if name == "sorted" else ""
        table.add_row(name, f"{speed:,.0f}", f"{share:.2f}", cpu_text)
        rows[name] = {"mails_per_second": round(speed), "of_bare": round(share, 3)}
    return table, rows


def main() -> None:
    """Print the table and write benchmarks/results/intake.json."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mails", type=int, default=2000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    console = Console()
    raws = [raw for _, raw in Mix(bytes.fromhex(KEY)).mails(chosen.mails)]
    with dovecot() as server:
        user = server.user()
        server.fill(user, raws)
        ways: dict[str, Callable[[], tuple[float, float]]] = {
            "bare": lambda: theirs(server, user, chosen.mails),
            "sorted": lambda: ours(server, user, chosen.mails),
            "desk run": lambda: real(server, user, chosen.mails),
        }
        with console.status(f"{chosen.rounds} rounds of {chosen.mails:,} mails"):
            taken = interleaved(ways, chosen.rounds)
    table, rows = told(taken, chosen.mails)
    console.print(table)
    console.print("The mix:", ", ".join(f"{share}% {name}" for name, share in SHARES.items()))
    console.print("django-helpdesk's own import: not measured")
    report.write("intake", {"mails": chosen.mails, "rounds": chosen.rounds, **rows}, chosen.json)


if __name__ == "__main__":
    main()
