"""One tick of the schedule: a due routine gets its slot, once, however many schedulers tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

import structlog
from cronsim import CronSim

from agent.store import slots
from agent.store.acts import Cause
from agent.store.unit_of_work import Store

MOST_COUNTED = 10_000  # skipped slots are counted up to here, which takes a fraction of a second
_MINUTE = timedelta(minutes=1)

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Routine:
    """A routine of the agency: when it runs (cron, in `zone`) and how late it may still run."""

    name: str
    cron: str
    zone: str
    grace: timedelta


@dataclass(frozen=True, slots=True)
class Due:
    """The slot a tick should run, the routine's next moment after now, and how many slots in between are skipped."""

    slot_at: datetime
    next_at: datetime
    skipped: int = 0


def next_after(cron: str, zone: str, moment: datetime) -> datetime:
    """Return the first moment of `cron` after `moment`, in UTC, right on both nights the clocks change."""
    local: datetime = next(CronSim(cron, moment.astimezone(ZoneInfo(zone))))
    return local.astimezone(moment.tzinfo)


def last_until(cron: str, zone: str, moment: datetime) -> datetime:
    """Return the last moment of `cron` at or before `moment`, in UTC."""
    end = moment.replace(second=0, microsecond=0) + _MINUTE  # the search begins before its start, by whole minutes
    local: datetime = next(CronSim(cron, end.astimezone(ZoneInfo(zone)), reverse=True))
    return local.astimezone(moment.tzinfo)


def latest_due(row: slots.RoutineRow, now: datetime) -> Due:
    """Return the latest slot that is due: after weeks of absence one run comes, not one for each week.

    It is found from its end, so that a clock that leapt ahead costs no step for each slot in between.
    """
    slot_at = max(row.next_at, last_until(row.cron, row.zone, now))
    return Due(slot_at, next_after(row.cron, row.zone, now), _between(row, slot_at))


def _between(row: slots.RoutineRow, slot_at: datetime) -> int:
    """Count the slots from the routine's next moment to before `slot_at`, up to MOST_COUNTED."""
    start = (row.next_at - _MINUTE).astimezone(ZoneInfo(row.zone))
    before = takewhile(lambda local: local < slot_at, CronSim(row.cron, start))
    return sum(1 for _ in islice(before, MOST_COUNTED))


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
    """Turn every due routine into a slot and nudge it; return how many slots this tick made.

    A routine that waits for a later moment than its next one is brought back: the clock was ahead and is not any more.
    Slots that it ran by then are not run again.
    """
    now = store.clock.now()
    graces = {r.name: r.grace for r in routines}
    with store.look() as connection:
        rows = [row for row in slots.routines(connection) if row.name in graces]
    made = [_make_slot(store, row, latest_due(row, now), graces[row.name]) for row in rows if row.next_at <= now]
    for row in rows:
        if row.next_at > (next_at := next_after(row.cron, row.zone, now)):
            _bring_back(store, row, next_at)
    return sum(made)


def _make_slot(store: Store, row: slots.RoutineRow, due: Due, grace: timedelta) -> bool:
    with store.begin("schedule.slot", _cause(row)) as work:
        state = state_of(due, grace, work.now)
        if not slots.move(work.connection, row, due.next_at):
            return False
        work.nudge("slot.run")
        return slots.add(work.connection, row.name, due.slot_at, state, _told(due.skipped))


def _told(skipped: int) -> str:
    if not skipped:
        return ""
    number = f"{MOST_COUNTED} or more" if skipped >= MOST_COUNTED else str(skipped)
    return f"{number} earlier {'slot was' if skipped == 1 else 'slots were'} skipped"


def _bring_back(store: Store, row: slots.RoutineRow, next_at: datetime) -> None:
    with store.begin("schedule.slot", _cause(row)) as work:
        slots.move(work.connection, row, next_at)
    log.warning("schedule.brought_back", routine=row.name, was=row.next_at.isoformat(), now=next_at.isoformat())


def _cause(row: slots.RoutineRow) -> Cause:
    return Cause("routine", row.name, "desk", "schedule.slot")
