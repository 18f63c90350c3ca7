"""One tick of the schedule: a due routine gets its slot, once, however many schedulers tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cronsim import CronSim

from agent.store import slots
from agent.store.acts import Cause
from agent.store.unit_of_work import Store


@dataclass(frozen=True, slots=True)
class Routine:
    """A routine of the agency: when it runs (cron, in `zone`) and how late it may still run."""

    name: str
    cron: str
    zone: str
    grace: timedelta


@dataclass(frozen=True, slots=True)
class Due:
    """The slot a tick should run, and the routine's next moment after now."""

    slot_at: datetime
    next_at: datetime


def next_after(cron: str, zone: str, moment: datetime) -> datetime:
    """Return the first moment of `cron` after `moment`, in UTC, right on both nights the clocks change."""
    local: datetime = next(CronSim(cron, moment.astimezone(ZoneInfo(zone))))
    return local.astimezone(moment.tzinfo)


def latest_due(row: slots.RoutineRow, now: datetime) -> Due:
    """Return the latest slot that is due: after weeks of absence one run comes, not one for each week."""
    slot_at, following = row.next_at, next_after(row.cron, row.zone, row.next_at)
    while following <= now:
        slot_at, following = following, next_after(row.cron, row.zone, following)
    return Due(slot_at, following)


def state_of(due: Due, grace: timedelta, now: datetime, tick: timedelta = timedelta(minutes=2)) -> str:
    """Return `due`, `late` (within its grace) or `missed` (told, but not run)."""
    delay = now - due.slot_at
    if delay <= tick:
        return "due"
    return "late" if delay <= grace else "missed"


def install(store: Store, routines: Sequence[Routine]) -> None:
    """Write the routines to the store; one whose time is unchanged keeps its next moment."""
    with store.begin("schedule.install", Cause("routine", "schedule", "desk", "schedule.install")) as work:
        for r in routines:
            row = slots.RoutineRow(r.name, r.cron, r.zone, next_after(r.cron, r.zone, work.now))
            slots.put_routine(work.connection, row)


def tick(store: Store, routines: Sequence[Routine]) -> int:
    """Turn every due routine into a slot and nudge it; return how many slots this tick made."""
    by_name = {r.name: r for r in routines}
    made = 0
    with store.look() as connection:
        due_rows = slots.due_routines(connection, store.clock.now())
    for row in due_rows:
        if row.name in by_name:
            made += _make_slot(store, row, by_name[row.name].grace)
    return made


def _make_slot(store: Store, row: slots.RoutineRow, grace: timedelta) -> int:
    with store.begin("schedule.slot", Cause("routine", row.name, "desk", "schedule.slot")) as work:
        due = latest_due(row, work.now)
        state = state_of(due, grace, work.now)
        if not slots.advance(work.connection, row, due.next_at, due.slot_at, state):
            return 0
        work.nudge("slot.run")
        return 1
