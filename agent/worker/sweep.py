"""The sweep: what is due and was left behind by a lost nudge, or put off by a wrong clock, is found in the rows."""

from __future__ import annotations

from agent.bootstrap import Desk
from agent.store import mailroom, proposals, slots
from agent.store.acts import Cause
from agent.store.mailroom import State
from outbox import ledger


def nudge_due(desk: Desk) -> None:
    """Nudge the actors of all rows that are due; the rows are the truth, a message only wakes."""
    with desk.store.begin("sweep", Cause("routine", "sweep", "desk", "sweep")) as work:
        mailroom.pull_back(work.connection, work.now)
        ledger.pull_back(work.connection, work.now)
        waiting = mailroom.waiting(work.connection, work.now)
        if any(state == State.KEPT for state, _ in waiting):
            work.nudge("inbox.sort")
        for state, mail_id in waiting:
            if state == State.SORTED:
                work.nudge("mail.handle", mail_id)
        due = ledger.next_due(work.connection)
        if (due is not None and due <= work.now) or ledger.abandoned(work.connection):
            work.nudge("outbox.send")
        for plan_id in proposals.wanted(work.connection):
            work.nudge("plan.make", plan_id)
        if slots.open_slots(work.connection, 1):
            work.nudge("slot.run")
