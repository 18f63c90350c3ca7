"""The clock leaps, falls back and changes with the seasons: each slot runs once, and no work waits for it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from agent.store import leases, slots
from agent.store import tables as t
from agent.store.acts import Cause
from agent.store.mailroom import State
from agent.store.unit_of_work import Store
from agent.worker.scheduler import MOST_COUNTED, Routine, install, next_after, tick
from outbox import ledger
from tests.conversation import Conversation, sow_mail
from tests.samples import mails
from tests.samples.sow import part_signed_sow

CAUSE = Cause("routine", "test", "desk", "test")
DIGEST = Routine("digest", "*/5 * * * *", "Europe/London", timedelta(hours=1))
WEEKLY = Routine("weekly", "0 16 * * 5", "Europe/London", timedelta(days=3))
LEAPS = [timedelta(hours=1), timedelta(hours=-1), timedelta(days=400), timedelta(days=-400)]
ZONES = {  # of each the nights on which its clocks go forward and back, in 2026
    "Europe/London": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "America/St_Johns": ("2026-03-08", "2026-11-01"),
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),  # by half an hour
    "Pacific/Auckland": ("2026-09-27", "2026-04-05"),
    "Africa/Casablanca": ("2026-03-22", "2026-02-15"),  # back for Ramadan
}


def _slots(store: Store) -> list[slots.SlotRow]:
    with store.look() as connection:
        return slots.all_slots(connection)


def _move(store: Store, by: timedelta) -> None:
    store.clock.forward(seconds=by.total_seconds())  # type: ignore[attr-defined]


def _tick_for(store: Store, routines: list[Routine], minutes: int) -> None:
    for _ in range(0, minutes, 2):
        _move(store, timedelta(minutes=2))
        tick(store, routines)


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_after_a_leap_and_back_the_schedule_goes_on_within_a_beat(sqlite_store: Store, leap: timedelta) -> None:
    install(sqlite_store, [DIGEST, WEEKLY])
    _tick_for(sqlite_store, [DIGEST, WEEKLY], 30)
    for there_and_back in (leap, -leap):
        _move(sqlite_store, there_and_back)
        tick(sqlite_store, [DIGEST, WEEKLY])
        before = sqlite_store.clock.now()
        _tick_for(sqlite_store, [DIGEST, WEEKLY], 11)
        with sqlite_store.look() as connection:
            waits = {row.name: row.next_at - sqlite_store.clock.now() for row in slots.routines(connection)}
        assert waits["digest"] <= timedelta(minutes=5)
        assert waits["weekly"] <= timedelta(days=7)
        ran = [slot for slot in _slots(sqlite_store) if before - timedelta(hours=1) <= slot.slot_at]
        assert ran
    assert max(Counter((slot.routine, slot.slot_at) for slot in _slots(sqlite_store)).values()) == 1


def test_four_hundred_days_later_one_run_comes_and_the_others_are_counted(sqlite_store: Store) -> None:
    install(sqlite_store, [DIGEST, WEEKLY])
    _move(sqlite_store, timedelta(days=400))
    assert tick(sqlite_store, [DIGEST, WEEKLY]) == 2
    assert tick(sqlite_store, [DIGEST, WEEKLY]) == 0
    digest, weekly = sorted(_slots(sqlite_store), key=lambda slot: slot.routine)
    assert (digest.state, digest.reason) == ("due", f"{MOST_COUNTED} or more earlier slots were skipped")
    assert (weekly.state, weekly.reason) == ("missed", "56 earlier slots were skipped")
    assert sqlite_store.clock.now() - weekly.slot_at < timedelta(days=7)


def test_a_leap_takes_no_step_for_each_slot_inside_a_transaction(sqlite_store: Store) -> None:
    every_minute = Routine("beat", "* * * * *", "UTC", timedelta(hours=1))
    install(sqlite_store, [every_minute])
    _move(sqlite_store, timedelta(days=100 * 366))  # fifty million slots, which nobody could step through
    assert tick(sqlite_store, [every_minute]) == 1


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("night", [0, 1], ids=["forward", "back"])
def test_on_the_nights_the_clocks_change_each_slot_comes_once(sqlite_store: Store, zone: str, night: int) -> None:
    routines = [
        Routine("hourly", "7 * * * *", zone, timedelta(minutes=30)),
        Routine("at half past one", "30 1 * * *", zone, timedelta(hours=20)),
        Routine("at half past two", "30 2 * * *", zone, timedelta(hours=20)),
    ]
    midnight = datetime.fromisoformat(ZONES[zone][night]).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    _move(sqlite_store, midnight - sqlite_store.clock.now())
    install(sqlite_store, routines)
    following = (midnight.astimezone(ZoneInfo(zone)) + timedelta(days=1)).astimezone(UTC)
    hours = (following - midnight) / timedelta(hours=1)
    assert hours in (22.5, 23, 23.5, 24.5, 25)
    _tick_for(sqlite_store, routines, int(hours * 60))
    made = Counter(slot.routine for slot in _slots(sqlite_store))
    assert made["at half past one"] == made["at half past two"] == 1
    assert made["hourly"] in (int(hours), round(hours))
    assert {slot.state for slot in _slots(sqlite_store)} == {"due"}


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_mail_kept_by_a_clock_that_was_wrong_is_handled_at_once(tmp_path: Path, leap: timedelta) -> None:
    with Conversation(tmp_path) as desk:
        desk.clock.forward(seconds=leap.total_seconds())
        desk.deliver(sow_mail(("SOW.docx", part_signed_sow())))
        desk.take_in()
        desk.clock.forward(seconds=-leap.total_seconds())
        desk.sweep()
        desk.work()
        assert [mail.state for mail in desk.mails()] == [State.HANDLED]
        (letter,) = desk.letters("sow_not_signed")
        assert letter.row.phase == "sent"
        assert parsedate_to_datetime(letter.message["Date"]) == desk.clock.now()


def test_a_letter_that_a_wrong_clock_put_off_goes_when_the_clock_is_set_back(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        desk.clock.forward(days=400)
        desk.deliver(*(mails.mail(subject=f"Hello {n}", message_id=f"<{n}@mail.agency.example>") for n in range(3)))
        desk.work()  # three letters leave on that day, as the ledger has it
        desk.deliver(sow_mail(("SOW.docx", part_signed_sow())))
        desk.take_in()
        desk.handle()
        desk.clock.forward(days=-400)
        desk.sweep()
        desk.work()
        assert {letter.row.phase for letter in desk.letters()} == {"sent"}
        with desk.desk.store.look() as connection:
            a_minute_ago = desk.clock.now() - timedelta(minutes=1)
            assert ledger.sending_between(connection, a_minute_ago, desk.clock.now()) == 1


def test_the_admin_is_told_again_after_a_clock_that_was_ahead(tmp_path: Path) -> None:
    with Conversation(tmp_path) as desk:
        desk.clock.forward(days=400)
        desk.ask(mails.mail("Zed <zed@elsewhere.example>", subject="One", message_id="<1@elsewhere.example>"))
        desk.clock.forward(days=-400)
        desk.ask(mails.mail("Zed <zed@elsewhere.example>", subject="Two", message_id="<2@elsewhere.example>"))
        assert len(desk.letters("needs_person")) == 2


@pytest.mark.parametrize("leap", LEAPS, ids=str)
def test_leases_go_by_the_database_s_clock_and_not_by_ours(sqlite_store: Store, leap: timedelta) -> None:
    with sqlite_store.begin("test", CAUSE) as work:
        assert leases.take(work.connection, "watch", "one", 60)
    _move(sqlite_store, leap)
    with sqlite_store.begin("test", CAUSE) as work:
        assert not leases.take(work.connection, "watch", "two", 60)
        assert leases.take(work.connection, "watch", "one", 60)


def test_a_lease_that_ends_later_than_any_can_holds_nobody_up(sqlite_store: Store) -> None:
    with sqlite_store.begin("test", CAUSE) as work:
        assert leases.take(work.connection, "watch", "the dead", 60)
        later = t.lease.c.until + 400 * 86_400_000  # as if the database's own clock had been ahead then
        work.connection.execute(sa.update(t.lease).values(until=later))
        assert leases.take(work.connection, "watch", "two", 60)


def test_the_next_moment_is_after_now_in_every_zone_and_night() -> None:
    for zone, nights in ZONES.items():
        for night in nights:
            start = datetime.fromisoformat(night).replace(tzinfo=UTC) - timedelta(hours=14)
            moments = [start + timedelta(minutes=13 * n) for n in range(180)]
            assert all(moment < next_after("*/5 * * * *", zone, moment) for moment in moments)
