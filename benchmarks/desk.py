"""What the whole desk costs: push to durable row, CPU of one SOW, memory over 5,000 mails, the start of the command.

Run: python -m benchmarks.desk [--mails 5000] [--pushes 200] [--json FILE]

- push: from Dovecot's notice in IDLE, as the client reads it, to the committed row (SQLite, synchronous=FULL).
- SOW: one mail with a signed docx, from kept bytes to posted letters with all three documents; CPU of this process and
  of the reading children, median of seven, the first (which loads libraries) told apart.
- memory: the resident size of a real `desk run` while it takes in mails from a Dovecot, sampled ten times a second;
  peak, and the growth over the second half. Its reading process is not in it.
- start: `desk --help` beside a Python that does nothing, in turns.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from rich.console import Console
from rich.table import Table

from agent.inbox.watcher import Watcher
from agent.services.mail.keep import StoreKeeper
from agent.store.mailroom import State
from benchmarks.intake import KEY, counted, desk_of
from benchmarks.mailbox import NoticedMailbox, mail
from benchmarks.stage import report
from benchmarks.stage.agency import DESK, home_on, is_watching, running, until
from benchmarks.stage.mix import Mix
from tests.conversation import Conversation, sow_mail
from tests.samples.sow import Sow, signed_sow
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot


def push_milliseconds(server: Dovecot, count: int) -> list[float]:
    """Return the milliseconds from each notice to its committed row; a mail found without a notice is not counted."""
    user, interrupt = server.user(), threading.Event()
    taken = []
    with tempfile.TemporaryDirectory() as folder, desk_of(home_on(Path(folder), server, user)) as desk:
        box = desk.settings.mailbox.model_copy(update={"idle_seconds": 5})
        mailbox = NoticedMailbox(box, lambda: PASSWORD, interrupt=interrupt)
        watcher = Watcher(mailbox, StoreKeeper(desk.office), box, desk.clock, interrupt, print)
        watcher.pass_once()
        for number in range(count):
            sender = threading.Timer(0.02, server.append, (user, mail(number)))
            mailbox.noticed = 0.0
            sender.start()
            while watcher.pass_once() == 0:
                mailbox.wait(5)
            if mailbox.noticed:
                taken.append((time.perf_counter() - mailbox.noticed) * 1000)
            sender.join()
        watcher.close()
    return taken


def sow_cpu_seconds(rounds: int = 8) -> list[float]:
    """Return the CPU seconds of each SOW mail, own and reading children's, from the inbox to posted letters."""
    taken = []
    with tempfile.TemporaryDirectory() as folder, Conversation(Path(folder)) as conversation:
        for number in range(rounds):
            sow = Sow(client=f"Client{number} Ltd.", project=f"Project {number}", reference=f"SOW-{number}")
            raw = sow_mail((f"{number}.docx", signed_sow(sow)), message_id=f"<{number}@mail.agency.example>")
            reading = _warm_process(conversation)
            before = time.process_time() + reading
            letters = conversation.ask(raw)
            assert {"receipt", "kickoff", "kickoff_client"} <= {letter.row.kind for letter in letters}
            taken.append(time.process_time() + _warm_process(conversation) - before)
    return taken


def _warm_process(conversation: Conversation) -> float:
    """Return the CPU seconds of the reading process and its ended children, 0 before it runs."""
    number = conversation.desk.reader._sandbox.process_id
    if number is None:
        return 0.0
    fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
    return sum(int(field) for field in fields[11:15]) / 100


def memory_megabytes(server: Dovecot, count: int) -> tuple[float, float]:
    """Return the peak of a real `desk run` over `count` mails and how much it grew over their second half, in MiB."""
    user = server.user()
    server.fill(user, [raw for _, raw in Mix(bytes.fromhex(KEY)).mails(count)])
    sizes: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        home = home_on(Path(folder), server, user)
        with desk_of(home) as desk, running(home) as process:

            def settled() -> bool:
                sizes.append(_resident(process.pid))
                return counted(desk, (State.KEPT, State.SORTED)) == (count, 0)

            until(lambda: is_watching(home), home)
            until(settled, home, 240, every=0.1)
    half = sizes[len(sizes) // 2 :]
    return max(sizes), half[-1] - half[0]


def _resident(number: int) -> float:
    status = Path(f"/proc/{number}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def start_seconds(rounds: int = 9) -> tuple[float, float]:
    """Return the median seconds of `desk --help` and of a Python that does nothing, taken in turns."""
    ours: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        for command, taken in (([str(DESK), "--help"], ours), ([sys.executable, "-c", "pass"], bare)):
            began = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            taken.append(time.perf_counter() - began)
    return report.median(ours), report.median(bare)


def main() -> None:
    """Print the table and write benchmarks/results/desk.json."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--mails", type=int, default=5000)
    options.add_argument("--pushes", type=int, default=200)
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    console = Console()
    with console.status("start, SOWs, pushes, memory"), dovecot() as server:
        helped, bare = start_seconds()
        sows = sow_cpu_seconds()
        pushes = push_milliseconds(server, chosen.pushes)
        peak, growth = memory_megabytes(server, chosen.mails)
    middle, late = report.median(pushes), report.percentile(pushes, 99)
    table = Table("what", "figure", "goal")
    table.add_row(
        f"push to committed row, median / p99 of {len(pushes)}", f"{middle:.1f} / {late:.1f} ms", "p99 under 25 ms"
    )
    table.add_row("CPU of one SOW mail to posted letters", f"{report.median(sows[1:]):.2f} s", "under 1 s")
    table.add_row("the same for the first, libraries loaded", f"{sows[0]:.2f} s", "")
    table.add_row(f"peak memory over {chosen.mails:,} mails", f"{peak:.0f} MiB", "under 200 MiB")
    table.add_row("growth over the second half", f"{growth:+.1f} MiB", "flat")
    table.add_row("desk --help", f"{helped:.2f} s, {helped / bare:.1f} times an empty Python", "under 0.4 s")
    console.print(table)
    figures = {"push_ms": {"median": middle, "p99": late}, "sow_cpu_s": report.median(sows[1:]), "peak_mib": peak}
    more = {"growth_mib": growth, "help_s": helped, "help_over_python": helped / bare, "first_sow_cpu_s": sows[0]}
    report.write("desk", {**figures, **more}, chosen.json)


if __name__ == "__main__":
    main()
