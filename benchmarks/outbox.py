"""How fast letters are built and leave: beside a plain smtplib loop to the same server, interleaved, as ratios.

Run: python -m benchmarks.outbox [--letters 1000] [--rounds 5] [--json FILE]

The server is aiosmtpd in a process of its own. The ledger is a SQLite file in WAL with synchronous=FULL, each letter
is committed before its dot, and every round checks at the server that each letter arrived once. With a copy to our own
address (the default) commits are grouped under load; without one there is a commit for each letter. What such a commit
costs on this disk is measured beside it, for it decides the second ratio.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import smtplib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path

import sqlalchemy as sa
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from rich.console import Console
from rich.table import Table

from agent.store.engine import make_engine, sqlite_url
from outbox import identifiers, ledger, mime
from outbox.delivery import Delivery, Pace
from outbox.letter import Address, Attachment, Letter
from outbox.tables import attempt, blob, freeze, letter, metadata
from outbox.transports.login import Account
from outbox.transports.smtp import SmtpTransport
from tests.servers.process import free_port

KEY = b"k" * 32
DESK = Address("desk@agency.example", "Delivery Desk")
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
RESULTS = Path(__file__).parent / "results" / "outbox.json"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
Posted = list[tuple[Letter, str, bytes]]


class Counter:
    """Counts what arrives, and how much of it arrived before."""

    def __init__(self) -> None:
        self.seen: list[bytes] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: ARG002
        """Keep the Message-ID."""
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        self.seen.append(content.partition(b"Message-ID: ")[2].partition(b"\r\n")[0])
        return "250 ok"


def serve(port: int, pipe: Connection) -> None:
    """Run a server until the pipe closes; answer each message on the pipe with (arrived, different)."""
    counter = Counter()
    controller = Controller(counter, hostname="127.0.0.1", port=port, data_size_limit=100_000_000)
    controller.start()
    pipe.send("up")
    while pipe.recv() == "count":
        pipe.send((len(counter.seen), len(set(counter.seen))))
        counter.seen.clear()
    controller.stop()


@contextmanager
def server() -> Iterator[tuple[int, Connection]]:
    """Run the server in a process of its own; yield its port and the pipe."""
    context, port = multiprocessing.get_context("spawn"), free_port()
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(port, theirs))
    process.start()
    ours.recv()
    try:
        yield port, ours
    finally:
        ours.send("end")
        process.join(10)


def a_letter(number: int, kilobytes: int = 0) -> Letter:
    """Return a letter as they are: some text, an html of 8 KB, perhaps two Word files."""
    text = "We have read the statement of work; these are the facts – and where we found them.\n" * 20
    html = "<table><tr><td style='padding:8px'>Deliverable</td><td>due 3 May</td></tr></table>\n" * 90
    noise = random.Random(number).randbytes(kilobytes * 512)
    files = tuple(Attachment(f"{name} – Übersicht.docx", WORD, noise) for name in ("Kickoff", "Handoff")) * (
        noise != b""
    )
    to = Address(f"person{number}@client.example", "Ana Müller")
    return Letter("receipt", to, f"ACME-{number}: was gelesen wurde", text, html, f"k{number}", "why", None, files)


def posted(count: int) -> Posted:
    """Return letters with their bytes."""
    made = []
    for number in range(count):
        item, message_id = a_letter(number), identifiers.mint(KEY, "agency.example")
        made.append((item, message_id, mime.build(item, DESK, message_id, NOW, None, "desk")))
    return made


class Bench:
    """One ledger and one server, as they stand in a process that runs for long."""

    def __init__(self, engine: sa.Engine, port: int, pipe: Connection) -> None:
        self.engine, self.port, self.pipe = engine, port, pipe

    def once(self, way: Callable[[Bench, Posted, str], float], count: int, copy: str) -> float:
        """Return the seconds one way takes for new letters, having checked that each arrived once."""
        seconds = way(self, posted(count), copy)
        self.pipe.send("count")
        assert self.pipe.recv() == (count, count)
        return seconds


def plain(bench: Bench, letters: Posted, copy: str) -> float:
    """Return the seconds smtplib's own `sendmail` takes for the letters, and copies, over one connection."""
    with smtplib.SMTP("127.0.0.1", bench.port, local_hostname="[127.0.0.1]") as session:
        session.ehlo()
        began = time.perf_counter()
        for item, _, content in letters:
            session.sendmail(DESK.email, [item.to.email, *([copy] if copy else [])], content)
        return time.perf_counter() - began


def ours(bench: Bench, letters: Posted, copy: str) -> float:
    """Return the seconds the delivery takes from the first look at the queue to the last settle."""
    with bench.engine.begin() as conn:
        conn.execute(sa.delete(attempt))
        conn.execute(sa.delete(letter))
        ledger.post_many(conn, [ledger.Post(*item) for item in letters], NOW)
    transport = SmtpTransport(Account("127.0.0.1", bench.port, security="none", echo=copy))
    pace = Pace(per_minute=10**9, per_hour=10**9)
    delivery = Delivery(bench.engine, transport, DESK.email, lambda: NOW, pace)
    began = time.perf_counter()
    assert delivery.send_due(len(letters)) == len(letters)
    return time.perf_counter() - began


@contextmanager
def bench() -> Iterator[Bench]:
    """Set up a ledger on a file and a server."""
    with tempfile.TemporaryDirectory() as folder, server() as (port, pipe):
        engine = make_engine(sqlite_url(Path(folder) / "desk.db"))
        metadata.create_all(engine, tables=[blob, letter, attempt, freeze])
        yield Bench(engine, port, pipe)
        engine.dispose()


def commit_milliseconds(count: int = 200) -> float:
    """Return what one durable commit of one row costs here (median)."""
    taken = []
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(sqlite_url(Path(folder) / "desk.db"))
        metadata.create_all(engine, tables=[blob])
        for number in range(count):
            began = time.perf_counter()
            with engine.begin() as conn:
                conn.execute(sa.insert(blob), {"sha256": str(number), "size": 1, "content": b"x"})
            taken.append(time.perf_counter() - began)
        engine.dispose()
    return round(1000 * statistics.median(taken), 3)


def sending(count: int, rounds: int) -> dict[str, float]:
    """Return letters a second of all ways, interleaved (median)."""
    ways = {
        "smtplib loop with copies": (plain, DESK.email),
        "outbox with copies": (ours, DESK.email),
        "smtplib loop": (plain, ""),
        "outbox": (ours, ""),
    }
    taken: dict[str, list[float]] = {name: [] for name in ways}
    with bench() as running:
        for way, copy in ways.values():
            running.once(way, 50, copy)
        for _ in range(rounds):
            for name, (way, copy) in ways.items():
                taken[name].append(running.once(way, count, copy))
    return {name: round(count / statistics.median(seconds), 1) for name, seconds in taken.items()}


def building(kilobytes: int, count: int = 300) -> float:
    """Return how many letters' bytes are built in a second."""
    item = a_letter(1, kilobytes)
    began = time.perf_counter()
    for number in range(count):
        message_id = identifiers.mint(KEY, "agency.example")
        mime.build(replace(item, dedupe_key=str(number)), DESK, message_id, NOW, None, "desk")
    return round(count / (time.perf_counter() - began), 1)


def main() -> None:
    """Measure, print a table and write json."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--letters", type=int, default=1_000)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--json", type=Path, default=RESULTS)
    chosen = options.parse_args()
    console = Console()
    with console.status("building letters"):
        built = {f"{kilobytes} KB of attachments": building(kilobytes) for kilobytes in (0, 100, 1000)}
    with console.status(f"sending {chosen.letters:,} letters, {chosen.rounds} rounds of both ways"):
        sent = sending(chosen.letters, chosen.rounds)
    ratios = {
        "with copies": round(sent["outbox with copies"] / sent["smtplib loop with copies"], 3),
        "without": round(sent["outbox"] / sent["smtplib loop"], 3),
    }
    commit = commit_milliseconds()
    table = Table("what", "letters a second", title="Letters of 10 KB to one server, and their bytes")
    for name, speed in {**sent, **{f"bytes built, {name}": speed for name, speed in built.items()}}.items():
        table.add_row(name, f"{speed:,.0f}")
    console.print(table)
    console.print(f"The outbox sends {ratios} of the plain loop (goal 0.8), each letter once.")
    console.print(f"A durable commit takes {commit} ms on this disk.")
    result = {
        "load": os.getloadavg()[0],
        "sent_per_second": sent,
        "ratios": ratios,
        "commit_ms": commit,
        "built_per_second": built,
    }
    chosen.json.parent.mkdir(exist_ok=True)
    chosen.json.write_text(json.dumps(result, indent=1) + "\n")


if __name__ == "__main__":
    main()
