"""Telling the admin of each routine's run that was missed or failed, once."""

from __future__ import annotations

from datetime import timedelta

from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.store import slot_list
from agent.store.acts import Cause
from agent.store.slot_list import FallenSlot
from outbox import keys, ledger
from outbox.letters.alarm import Trouble

_LOOK_BACK = timedelta(days=7)
_MOST = 5  # letters in one beat: after weeks of absence the rest is in `desk doctor`


def tell_fallen(office: Office) -> int:
    """Post an alarm for each run that fell out and was not told yet; return how many were posted."""
    with office.store.begin("fallen", Cause("routine", "schedule.fallen", "desk", "schedule.fallen")) as work:
        fallen = slot_list.fallen(work.connection, work.now - _LOOK_BACK)
        untold = [slot for slot in fallen if not ledger.posted(work.connection, _key(office, slot), office.admin.email)]
        for slot in untold[-_MOST:]:
            day = slot.slot_at.astimezone(office.zone).date()
            tell_admin(office, work, Trouble.ROUTINE, said_of(office, slot), where=_where(slot), day=day)
        return len(untold[-_MOST:])


def said_of(office: Office, slot: FallenSlot) -> str:
    """Say in one sentence which run fell out and why."""
    at = slot.slot_at.astimezone(office.zone).strftime("%A %d %B, %H:%M")
    if slot.state == "missed":
        return (
            f"{slot.routine} of {at} was not run: {slot.reason or 'the desk was down, and it was too late afterwards'}."
        )
    return f"{slot.routine} of {at} failed: {slot.reason or 'without a reason'}."


def _where(slot: FallenSlot) -> str:
    return f"{slot.routine} {slot.slot_at.isoformat()}"


def _key(office: Office, slot: FallenSlot) -> str:
    day = slot.slot_at.astimezone(office.zone).date()
    return keys.alarm(office.admin.email, Trouble.ROUTINE, _where(slot), day.isoformat())
