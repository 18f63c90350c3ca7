"""The watcher on a real Dovecot: resets, moves, cuts, kicks and silence cost no mail and repeat none."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from agent.clock import monotonic
from agent.errors import MailboxError
from agent.inbox.mailbox.imap import ImapMailbox
from agent.inbox.watcher import Watcher
from agent.inbox.watching import Watching
from config.settings import Mailbox as MailboxSettings
from tests.inbox.ledger import HandClock, MemoryLedger
from tests.inbox.mailboxes import MARCH, mail, settings
from tests.servers.cutproxy import Cut, CutProxy, cutproxy
from tests.servers.dovecot import PASSWORD, Dovecot, dovecot

pytestmark = pytest.mark.live
LATER = MARCH + timedelta(hours=4)  # after the ledger's baseline


@dataclass
class Desk:
    """A watcher of one user's inbox, with the ledger it writes to; `at` opens another one on the same ledger."""

    user: str
    port: int
    ledger: MemoryLedger = field(default_factory=lambda: MemoryLedger(HandClock()))
    changed: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.interrupt = threading.Event()
        self.alarms: list[str] = []
        self.options: MailboxSettings = settings(self.port, self.user, **self.changed)
        self.mailbox = ImapMailbox(self.options, lambda: PASSWORD, interrupt=self.interrupt)
        self.watcher = Watcher(
            self.mailbox, self.ledger, self.options, self.ledger.clock, self.interrupt, self.alarms.append
        )

    def at(self, port: int) -> Desk:
        """Return a watcher with the same ledger on another server or line."""
        return Desk(self.user, port, self.ledger, self.changed)

    def passes(self) -> int:
        """Do one pass in a session of its own."""
        try:
            return self.watcher.pass_once()
        finally:
            self.watcher.close()


@pytest.fixture
def local(dovecot: Dovecot) -> Desk:
    opened = Desk(dovecot.user(), dovecot.port)
    opened.passes()
    return opened


def test_a_new_uidvalidity_repeats_nothing_and_misses_nothing(local: Desk, dovecot: Dovecot) -> None:
    for subject in ("one", "two"):
        dovecot.append(local.user, mail(subject), at=LATER)
    assert local.passes() == 2
    dovecot.set_uidvalidity(local.user, 4711)
    dovecot.append(local.user, mail("three"), at=LATER)
    assert local.passes() == 1
    assert local.ledger.subjects() == ["one", "two", "three"]
    assert {validity for validity, _ in local.ledger.arrivals} >= {4711}


def test_a_new_uidvalidity_does_not_bring_in_what_was_older_than_us(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.append(user, mail("ancient"), at=MARCH - timedelta(days=400))
    dovecot.append(user, mail("this morning"), at=MARCH)
    desk = Desk(user, dovecot.port)
    assert desk.passes() == 0
    dovecot.set_uidvalidity(user, 4712)
    assert desk.passes() == 0
    assert desk.ledger.mails == []


def test_a_folder_deleted_and_filled_again_is_read_anew_and_known_by_its_bytes(dovecot: Dovecot) -> None:
    user = dovecot.user()
    with dovecot.session(user) as session:
        session.create("Requests")
    desk = Desk(user, dovecot.port, changed={"folder": "Requests"})
    desk.passes()
    dovecot.append(user, mail("one"), folder="Requests", at=LATER)
    assert desk.passes() == 1
    with dovecot.session(user) as session:
        session.delete("Requests")
        session.create("Requests")
    for subject in ("one", "two"):
        dovecot.append(user, mail(subject), folder="Requests", at=LATER)
    assert desk.passes() == 1
    assert desk.ledger.subjects() == ["one", "two"]


def test_a_mailbox_moved_to_another_server_goes_on(local: Desk, dovecot: Dovecot, weak_dovecot: Dovecot) -> None:
    dovecot.append(local.user, mail("one"), at=LATER)
    assert local.passes() == 1
    for subject in ("one", "while it moved"):
        weak_dovecot.append(local.user, mail(subject), at=LATER)
    assert local.at(weak_dovecot.port).passes() == 1
    assert local.ledger.subjects() == ["one", "while it moved"]


def test_a_mail_that_comes_twice_is_one_mail_with_two_arrivals(local: Desk, dovecot: Dovecot) -> None:
    for _ in range(3):
        dovecot.append(local.user, mail("resent"), at=LATER)
    assert local.passes() == 1
    assert len(local.ledger.arrivals) == 3


def test_a_mail_expunged_between_list_and_fetch_is_nobodys_trouble(local: Desk, dovecot: Dovecot) -> None:
    for subject in ("gone", "stays"):
        dovecot.append(local.user, mail(subject), at=LATER)
    local.mailbox.__class__ = _Expunging
    assert isinstance(local.mailbox, _Expunging)
    local.mailbox.meanwhile = lambda: _expunge_first(dovecot, local.user)
    assert local.passes() == 1
    assert (local.ledger.subjects(), local.ledger.withheld) == (["stays"], [])


class _Expunging(ImapMailbox):
    meanwhile: Callable[[], None] | None = None

    def uids_after(self, uid: int) -> list[int]:
        listed = super().uids_after(uid)
        if self.meanwhile:
            self.meanwhile()
            self.meanwhile = None
        return listed


def _expunge_first(server: Dovecot, user: str) -> None:
    with server.session(user) as session:
        session.store("1", "+FLAGS", "\\Deleted")
        session.expunge()


def test_nothing_we_do_marks_a_mail_as_read(local: Desk, dovecot: Dovecot) -> None:
    dovecot.append(local.user, mail("one"), at=LATER)
    local.passes()
    assert all("Seen" not in flags for flags in dovecot.flags(local.user))
    local.ledger.settle = "Desk/Done"
    local.passes()
    assert dovecot.subjects(local.user, "Desk/Done") == ["one"]
    assert all("Seen" not in flags for flags in dovecot.flags(local.user, "Desk/Done"))


def test_the_first_start_on_ten_thousand_mails_fetches_none(dovecot: Dovecot) -> None:
    user = dovecot.user()
    dovecot.fill(user, [mail(f"old{n}") for n in range(10_000)])
    desk = Desk(user, dovecot.port)
    assert desk.passes() == 0
    [session] = _traffic(dovecot, user, 1)
    assert session < 2_000


def test_a_pass_costs_the_same_in_a_box_ten_times_as_large(dovecot: Dovecot) -> None:
    costs = []
    for size in (100, 1_000):
        user = dovecot.user()
        dovecot.fill(user, [mail(f"old{n}") for n in range(size)])
        desk = Desk(user, dovecot.port)
        desk.passes()
        for subject in ("a", "b", "c"):
            dovecot.append(user, mail(subject, 4_000), at=LATER)
        assert desk.passes() == 3
        costs.append(_traffic(dovecot, user, 5)[-1])
    assert abs(costs[1] - costs[0]) < 60  # longer numbers, nothing else


def _traffic(server: Dovecot, user: str, sessions: int) -> list[int]:
    """Return the bytes sent in each session of `user`, once the server has logged `sessions` of them."""
    _soon(lambda: len(server.traffic(user)) >= sessions)
    return [session.sent for session in server.traffic(user)]


@pytest.mark.parametrize("cut", ["fin", "rst"])
def test_a_line_cut_at_any_kilobyte_loses_no_mail_and_doubles_none(local: Desk, dovecot: Dovecot, cut: Cut) -> None:
    for number in range(12):
        dovecot.append(local.user, mail(f"m{number}", 1_000), at=LATER)
    row, after = local.ledger.row, 300
    while True:
        local.ledger.row = row
        local.ledger.mails.clear()
        local.ledger.arrivals.clear()
        with cutproxy(dovecot.port) as line:
            line.cut, line.cut_after = cut, after
            whole = _passes_whole(local.at(line.port))
        local.passes()
        assert sorted(local.ledger.subjects()) == sorted(f"m{n}" for n in range(12))
        if whole:
            break
        after += 1_000
    assert after > 12_000


@pytest.mark.parametrize("after", [200, 1_200, 9_000])
def test_a_line_that_falls_silent_is_given_up_in_time(local: Desk, dovecot: Dovecot, after: int) -> None:
    for number in range(12):
        dovecot.append(local.user, mail(f"m{number}", 1_000), at=LATER)
    local.changed["timeout_seconds"] = 1
    began = monotonic()
    with cutproxy(dovecot.port) as line:
        line.cut, line.cut_after = "hole", after
        assert not _passes_whole(local.at(line.port))
    assert monotonic() - began < 8
    local.passes()
    assert sorted(local.ledger.subjects()) == sorted(f"m{n}" for n in range(12))


def _passes_whole(desk: Desk) -> bool:
    try:
        desk.passes()
    except MailboxError:
        return False
    return True


@dataclass
class Running:
    """The whole loop in a thread of its own."""

    desk: Desk
    cpu_seconds: float = 0.0

    def __enter__(self) -> Running:
        self.watching = Watching(self.desk.watcher, self.desk.interrupt, self.desk.alarms.append, chance=lambda: 0.0)
        self.thread = threading.Thread(target=self._run)
        self.thread.start()
        return self

    def _run(self) -> None:
        self.watching.run()
        self.cpu_seconds = time.thread_time()

    def __exit__(self, *told: object) -> None:
        self.watching.end()
        self.thread.join(20)
        assert not self.thread.is_alive()

    def sees(self, subject: str, seconds: float = 10) -> bool:
        """Return whether the mail with `subject` is kept within `seconds`."""
        return _soon(lambda: subject in self.desk.ledger.subjects(), seconds)


def _soon(true: Callable[[], bool], seconds: float = 10) -> bool:
    ends = monotonic() + seconds
    while not true() and monotonic() < ends:
        time.sleep(0.01)
    return true()


def _idles(server: Dovecot, line: CutProxy) -> bool:
    """Wait until the session behind `line` has nothing more to say."""
    seen = -1
    while seen != line.passed:
        seen = line.passed
        time.sleep(0.3)
    return seen > 0


def test_news_in_idle_is_kept_at_once(local: Desk, dovecot: Dovecot) -> None:
    with cutproxy(dovecot.port) as line, Running(local.at(line.port)) as running:
        assert _idles(dovecot, line)
        dovecot.append(local.user, mail("news"), at=LATER)
        assert running.sees("news", 2)
        assert line.connections == 1


@pytest.mark.parametrize("cut", ["fin", "rst"])
def test_a_line_cut_in_idle_is_built_again(local: Desk, dovecot: Dovecot, cut: Cut) -> None:
    with cutproxy(dovecot.port) as line, Running(local.at(line.port)) as running:
        assert _idles(dovecot, line)
        line.cut_now(cut)
        dovecot.append(local.user, mail("news"), at=LATER)
        assert running.sees("news")
        assert line.connections == 2


def test_silent_death_in_idle_is_found_at_the_end_of_the_turn(local: Desk, dovecot: Dovecot) -> None:
    local.changed |= {"idle_seconds": 1, "timeout_seconds": 1}
    with cutproxy(dovecot.port) as line, Running(local.at(line.port)) as running:
        assert _idles(dovecot, line)
        line.cut_now("hole")
        dovecot.append(local.user, mail("news"), at=LATER)
        assert running.sees("news", 6)
        assert line.connections == 2


def test_a_server_that_ends_idle_again_and_again_makes_no_busy_loop(local: Desk, dovecot: Dovecot) -> None:
    with cutproxy(dovecot.port) as line, Running(local.at(line.port)) as running:
        ends = monotonic() + 4
        while monotonic() < ends:
            dovecot.kick(local.user)
            time.sleep(0.1)
        dovecot.append(local.user, mail("news"), at=LATER)
        assert running.sees("news")
        connections = line.connections
    assert connections <= 6
    assert running.cpu_seconds < 1  # a loop that spins burns all four seconds


def test_a_restarted_server_is_found_again(certificates: object) -> None:
    with dovecot() as server:
        desk = Desk(server.user(), server.port)
        desk.passes()
        with cutproxy(server.port) as line, Running(desk.at(line.port)) as running:
            assert _idles(server, line)
            server.doveadm("reload")
            server.kick(desk.user)
            server.append(desk.user, mail("news"), at=LATER)
            assert running.sees("news")


def test_a_weak_server_is_polled(weak_dovecot: Dovecot) -> None:
    desk = Desk(weak_dovecot.user(), weak_dovecot.port, changed={"poll_seconds": 1})
    desk.passes()
    with Running(desk) as running:
        weak_dovecot.append(desk.user, mail("news"), at=LATER)
        assert running.sees("news", 5)


def test_ending_the_loop_does_not_wait_for_the_turn(local: Desk, dovecot: Dovecot) -> None:
    local.changed["idle_seconds"] = 240
    with cutproxy(dovecot.port) as line, Running(local.at(line.port)):
        assert _idles(dovecot, line)
        began = monotonic()
    assert monotonic() - began < 5


def test_a_nudge_files_what_was_settled_meanwhile(local: Desk, dovecot: Dovecot) -> None:
    local.changed["idle_seconds"] = 240
    with cutproxy(dovecot.port) as line, Running(local.at(line.port)) as running:
        dovecot.append(local.user, mail("one"), at=LATER)
        assert running.sees("one")
        local.ledger.settle = "Desk/Done"
        running.watching.nudge()
        assert _soon(lambda: bool(local.ledger.done))
    assert dovecot.subjects(local.user, "Desk/Done") == ["one"]
