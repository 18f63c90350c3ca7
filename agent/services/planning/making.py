"""Making plans: a wanted plan is solved outside of any transaction, and settled once, whoever solved it."""

from __future__ import annotations

from collections.abc import Callable

from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.services.planning import promising, repairing, staffing
from agent.services.planning.situation import Situation, look
from agent.store import proposals
from agent.store.acts import Cause
from agent.store.proposals import MOST_TRIES, ProposalRow
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.alarm import Trouble

Settle = Callable[[UnitOfWork], None]
Maker = Callable[[Office, ProposalRow, Situation], Settle]

_MAKERS: dict[str, Maker] = {"staffing": staffing.make, "repair": repairing.make, "feasibility": promising.make}


def make_plan(office: Office, plan_id: int) -> bool:
    """Make a wanted plan and post its letter; False when it is not wanted any more."""
    cause = Cause("routine", f"plan {plan_id}", "desk", "plan.make")
    with office.store.begin("plan.try", cause) as work:
        tries = proposals.try_once_more(work.connection, plan_id)
    if not tries:
        return False
    if tries > MOST_TRIES:
        _give_up(office, plan_id, cause)
        return True
    with office.store.look() as connection:
        row = proposals.by_id(connection, plan_id)
        now = look(office, connection, office.today(office.store.clock.now()))
    assert row is not None  # noqa: S101 - it was there a moment ago, and plans are never taken out
    settle = _MAKERS[row.kind](office, row, now)
    with office.store.begin("plan.made", _cause(row)) as work:
        if not proposals.take(work.connection, plan_id):
            return False
        settle(work)
    return True


def _give_up(office: Office, plan_id: int, cause: Cause) -> None:
    with office.store.begin("plan.failed", cause) as work:
        if proposals.take(work.connection, plan_id):
            proposals.settle(work, plan_id, "failed")
            said = f"Plan {plan_id} could not be made: it failed {MOST_TRIES} times."
            tell_admin(office, work, Trouble.PLANNING, said, where=f"plan {plan_id}")


def _cause(row: ProposalRow) -> Cause:
    if row.mail_id is not None:
        return Cause("mail", str(row.mail_id), "desk", f"plan.{row.kind}")
    return Cause("routine", f"plan {row.id}", "desk", f"plan.{row.kind}")
