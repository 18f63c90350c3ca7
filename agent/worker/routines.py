"""THE schedule, on one page: what runs when, in the agency's time zone, and how late it still may."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from agent.services.control.ask_status import ask_everybody
from agent.services.control.assess import assess_all
from agent.services.control.canary import check_silence, send_canary
from agent.services.control.care import check_store
from agent.services.control.climb import climb_all
from agent.services.control.fallen import tell_fallen
from agent.services.control.second_path import beat_outside
from agent.services.control.waiting import tell_waiting
from agent.services.office import Office
from agent.services.planning.checking import check_plan
from agent.services.planning.holding import release_holds
from agent.services.planning.week_start import start_week
from agent.store import slots
from agent.store.acts import Cause
from agent.worker.scheduler import Routine
from config.settings import Settings

Run = Callable[[Office], object]

#         name            cron            grace                 what runs
SCHEDULE: tuple[tuple[str, str, timedelta, Run], ...] = (
    ("admin.digest", "*/5 * * * *", timedelta(hours=1), tell_waiting),
    ("case.steps", "*/5 * * * *", timedelta(hours=2), climb_all),
    ("health.daily", "0 5 * * *", timedelta(hours=20), assess_all),
    ("mailbox.canary", "7 * * * *", timedelta(minutes=30), send_canary),
    ("mailbox.silence", "*/5 * * * *", timedelta(hours=1), check_silence),
    ("plan.check", "15 7 * * 1-5", timedelta(hours=6), check_plan),
    ("hold.release", "45 6 * * *", timedelta(hours=12), release_holds),
    ("week.start", "0 8 * * 1-5", timedelta(hours=9), start_week),
    ("status.round", "*/15 * * * *", timedelta(hours=4), ask_everybody),
    ("desk.beat", "*/5 * * * *", timedelta(minutes=10), beat_outside),
    ("schedule.fallen", "*/5 * * * *", timedelta(hours=1), tell_fallen),
    ("store.care", "30 3 * * *", timedelta(hours=20), check_store),
)


def routines_of(settings: Settings) -> tuple[Routine, ...]:
    """Return the schedule in the agency's zone."""
    return tuple(Routine(name, cron, settings.agency.timezone, grace) for name, cron, grace, _ in SCHEDULE)


def run_slots(office: Office) -> int:
    """Run every due slot that this process can claim; return how many."""
    with office.store.look() as connection:
        due = slots.open_slots(connection)
    return sum(run_slot(office, name, slot_at) for name, slot_at in due)


def run_slot(office: Office, name: str, slot_at: datetime) -> bool:
    """Claim one slot, run its routine, and mark it done; False when another process has it."""
    cause = Cause("routine", f"{name} {slot_at.isoformat()}", "desk", name)
    with office.store.begin("slot.claim", cause) as work:
        if not slots.claim(work.connection, name, slot_at, office.owner):
            return False
    runs = {known: run for known, _, _, run in SCHEDULE}
    runs[name](office)
    with office.store.begin("slot.end", cause) as work:
        slots.end(work.connection, name, slot_at, office.owner, work.now)
    return True
