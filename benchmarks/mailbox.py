"""What watching a mailbox costs: bytes the server sends for ten new mails in boxes of three sizes, and fetch speed.

Run: python -m benchmarks.mailbox [--largest 100000] [--mails 2000] [--json FILE]

A real Dovecot on loopback counts the bytes (`out=` in its log); the ledger is in memory, to measure the mailbox alone.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from imapclient import IMAPClient, SocketTimeout
from rich.console import Console
from rich.table import Table

from agent.inbox.mailbox import FolderState
from agent.inbox.mailbox.imap import ImapMailbox
from agent.inbox.watcher import Watcher
from tests.inbox.ledger import HandClock, MemoryLedger
from tests.inbox.mailboxes import settings
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot

MAIL_BYTES, NEW, BATCH = 4_096, 10, 200
LATER = datetime(2026, 3, 2, 13, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results" / "mailbox.json"


def mail(number: int) -> bytes:
    """Return a mail of MAIL_BYTES bytes that differs from every other one."""
    head = f"From: sales@agency.example\r\nSubject: mail {number}\r\nMessage-ID: <{number}@client.example>\r\n\r\n"
    line = b"The quick brown fox jumps over the lazy dog, and then it does so once more.\r\n"
    return (head.encode() + line * 60)[: MAIL_BYTES - 2] + b"\r\n"


def watcher_of(server: Dovecot, user: str) -> tuple[Watcher, MemoryLedger]:
    """Return a watcher of the user's inbox and its ledger."""
    interrupt, clock = threading.Event(), HandClock()
    options = settings(server.port, user, idle_seconds=1, timeout_seconds=60)
    mailbox = ImapMailbox(options, lambda: PASSWORD, interrupt=interrupt)
    ledger = MemoryLedger(clock)
    return Watcher(mailbox, ledger, options, clock, interrupt, print), ledger


def session_bytes(server: Dovecot, user: str, sessions: int) -> int:
    """Return what the server sent in the last of `sessions` sessions, once it has logged it."""
    for _ in range(500):
        if len(server.traffic(user)) >= sessions:
            break
        time.sleep(0.02)
    return server.traffic(user)[sessions - 1].sent


def pass_bytes(server: Dovecot, size: int) -> tuple[int, int, float]:
    """Return (bytes of a turn with NEW new mails, bytes of one without, seconds of the first) in a box of `size`.

    A turn is one IDLE and the pass after it, within a session: what it costs is a session with it, less one without.
    """
    user = server.user()
    server.fill(user, [mail(n) for n in range(size)])
    watcher, ledger = watcher_of(server, user)
    watcher.pass_once()
    watcher.close()
    session_bytes(server, user, 1)  # the first session also lets Dovecot index the box
    bare = _session(server, user, watcher, 2, [])
    empty = _session(server, user, watcher, 3, [[]]) - bare
    began = time.perf_counter()
    with_new = _session(server, user, watcher, 4, [[mail(size + n) for n in range(NEW)]]) - bare
    seconds = time.perf_counter() - began
    assert len(ledger.mails) == NEW
    return with_new, empty, seconds


def _session(server: Dovecot, user: str, watcher: Watcher, number: int, rounds: list[list[bytes]]) -> int:
    """Open a session with an empty pass, then wait for and take in each round's new mails; return the bytes it cost."""
    watcher.pass_once()
    for new in rounds:
        server.fill(user, new, LATER)
        watcher.turn()  # an empty pass, then IDLE until the server tells of them
        watcher.pass_once()
    watcher.close()
    return session_bytes(server, user, number)


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


def ours(server: Dovecot, user: str) -> int:
    """Fetch the whole inbox through ImapMailbox."""
    mailbox = ImapMailbox(settings(server.port, user, timeout_seconds=60), lambda: PASSWORD)
    mailbox.open()
    total = sum(1 for _ in mailbox.fetch(mailbox.uids_after(0)))
    mailbox.close()
    return total


def speeds(server: Dovecot, count: int, rounds: int = 7) -> dict[str, dict[str, float]]:
    """Return mails per second of both ways, by the clock and by this process's own CPU time (medians, interleaved)."""
    user = server.user()
    server.fill(user, [mail(n) for n in range(count)])
    ways: dict[str, Callable[[Dovecot, str], int]] = {"bare imapclient": bare, "ImapMailbox": ours}
    bare(server, user)
    taken: dict[str, list[tuple[float, float]]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            began, used = time.perf_counter(), time.thread_time()
            assert way(server, user) == count
            taken[name].append((time.perf_counter() - began, time.thread_time() - used))
    return {
        name: {
            "by_clock": round(count / statistics.median(clock for clock, _ in times)),
            "by_cpu": round(count / statistics.median(cpu for _, cpu in times)),
        }
        for name, times in taken.items()
    }


def idle_cpu(server: Dovecot, seconds: float = 10) -> float:
    """Return the share of one processor that waiting in IDLE takes, in per cent."""
    watcher, _ = watcher_of(server, server.user())
    watcher.pass_once()
    began, used = time.perf_counter(), time.thread_time()
    while time.perf_counter() - began < seconds:
        watcher.turn()
    share = 100 * (time.thread_time() - used) / (time.perf_counter() - began)
    watcher.close()
    return round(share, 2)


class NoticedMailbox(ImapMailbox):
    """A mailbox that notes when the server's notice was seen in IDLE."""

    noticed = 0.0

    def open(self) -> FolderState:
        """Open, and listen to the client's own reading of notices."""
        state = super().open()
        client = self._opened().client
        read: Callable[..., list[object]] = client.idle_check

        def noting(timeout: float) -> list[object]:
            said = read(timeout=timeout)
            self.noticed = time.perf_counter() if said else self.noticed
            return said

        client.idle_check = noting
        return state


def push_milliseconds(server: Dovecot, count: int = 100) -> tuple[float, float]:
    """Return (median, 99th percentile) of the time from the notice in IDLE to the mail in the ledger."""
    user, interrupt, clock = server.user(), threading.Event(), HandClock()
    options = settings(server.port, user, idle_seconds=5, timeout_seconds=60)
    mailbox, ledger = NoticedMailbox(options, lambda: PASSWORD, interrupt=interrupt), MemoryLedger(clock)
    watcher = Watcher(mailbox, ledger, options, clock, interrupt, print)
    watcher.pass_once()
    taken = []
    for number in range(count):
        sender = threading.Timer(0.02, server.append, (user, mail(number)), {"at": LATER})
        sender.start()
        while watcher.pass_once() == 0:
            mailbox.wait(5)
        taken.append((time.perf_counter() - mailbox.noticed) * 1000)
        sender.join()
    watcher.close()
    return round(statistics.median(taken), 1), round(statistics.quantiles(taken, n=100)[98], 1)


def main() -> None:
    """Measure, print a table and write json."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--largest", type=int, default=100_000)
    options.add_argument("--mails", type=int, default=2_000)
    options.add_argument("--json", type=Path, default=RESULTS)
    chosen = options.parse_args()
    console = Console()
    result: dict[str, object] = {"load": os.getloadavg()[0], "mail_bytes": MAIL_BYTES, "new": NEW}
    title = "One turn of IDLE and the pass after it, 10 new mails of 4 KB"
    table = Table("box", "bytes sent", "over the new mails", "without news, bytes", "seconds", title=title)
    with dovecot() as server:
        passes = {}
        for size in (s for s in (1_000, 10_000, 100_000) if s <= chosen.largest):
            with console.status(f"a box of {size:,} mails"):
                sent, empty, seconds = pass_bytes(server, size)
            ratio = round(sent / (NEW * MAIL_BYTES), 4)
            passes[size] = {"sent": sent, "ratio": ratio, "empty": empty, "seconds": round(seconds, 3)}
            table.add_row(f"{size:,}", f"{sent:,}", f"{ratio:.4f}", str(empty), f"{seconds:.2f}")
        with console.status("fetch speed"):
            fetched = speeds(server, chosen.mails)
        with console.status("waiting in IDLE"):
            idle = idle_cpu(server)
        with console.status("push to ledger"):
            median, p99 = push_milliseconds(server)
    console.print(table)
    ratios = {
        by: round(fetched["ImapMailbox"][by] / fetched["bare imapclient"][by], 3) for by in ("by_clock", "by_cpu")
    }
    console.print(f"Fetch of {chosen.mails:,} mails, per second: {fetched}; ours over bare: {ratios}.")
    console.print(f"Waiting in IDLE takes {idle} % of a processor.")
    console.print(f"From the notice in IDLE to the ledger in memory: median {median} ms, p99 {p99} ms.")
    result |= {"push_ms": {"median": median, "p99": p99}}
    result |= {"passes": passes, "fetch_per_second": fetched, "fetch_ratios": ratios, "idle_cpu_percent": idle}
    chosen.json.parent.mkdir(exist_ok=True)
    chosen.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
