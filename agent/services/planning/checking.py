"""The daily check of the plan: who is over or gone, and which held places have run out."""

from __future__ import annotations

from agent.services.office import Office
from agent.services.planning.replanning import want_repair
from agent.services.planning.situation import look
from agent.store.acts import Cause

_CAUSE = Cause("routine", "plan.check", "desk", "plan.check")


def check_plan(office: Office) -> int:
    """Ask for a repair where somebody booked is gone or over; return how many were asked for."""
    with office.store.begin("plan.check", _CAUSE) as work:
        now = look(office, work.connection, office.today(work.now))
        known = {person.id for person in now.everyone}
        over = now.overloads()
        gone = dict.fromkeys(one.person for one in over if one.person not in known)
        wanted = [want_repair(work, now, person, "gone") for person in gone]
        if not gone and over:
            wanted.append(want_repair(work, now, "", "check"))
        return sum(plan is not None for plan in wanted)
