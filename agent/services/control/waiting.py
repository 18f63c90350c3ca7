"""The admin's digest: every mail that waits for a person, told once, in at most one letter a beat."""

from __future__ import annotations

from datetime import timedelta

from agent.domain.moments import is_recent
from agent.services.office import Office
from agent.services.post import post
from agent.store import pulses, waiting_list
from agent.store.acts import Cause
from outbox import ledger
from outbox.letters.needs_person import NeedsPerson, Waiting, needs_person

_PULSE = "admin told"
_MOST_IN_A_LETTER = 50
_MOST_ADDRESSES = 3
_FIRST_LOOK = timedelta(hours=24)


def tell_waiting(office: Office) -> bool:
    """Post the digest when something new waits and the last one is a beat old; return whether one was posted."""
    with office.store.begin("admin.tell", Cause("routine", "admin.tell", "desk", "mail.waiting")) as work:
        last = pulses.last(work.connection, _PULSE)
        beat = timedelta(minutes=office.settings.letters.admin_digest_minutes)
        if last is not None and is_recent(last, beat, work.now):
            return False
        untold = waiting_list.untold(work.connection, _MOST_IN_A_LETTER)
        held = ledger.capped_since(work.connection, last or work.now - _FIRST_LOOK)
        if not untold and not held:
            return False
        lines = tuple(
            Waiting(
                item.id,
                item.from_email or "(no clear sender)",
                item.verdict in ("verified", "internal"),
                item.subject,
                item.reason,
                item.received_at.astimezone(office.zone).date(),
            )
            for item in untold
        )
        facts = NeedsPerson(
            lines, waiting_list.count_told(work.connection), len(held), tuple(dict.fromkeys(held))[:_MOST_ADDRESSES]
        )
        post(office, work, needs_person(office.desk, office.admin, facts, beat_iso=work.now.isoformat()))
        waiting_list.mark_told(work.connection, [item.id for item in untold], work.now)
        pulses.beat(work.connection, _PULSE, work.now)
        return True
