"""Held places: released with a note when their days are over, and given up when the work is signed."""

from __future__ import annotations

from agent.services.office import Office, address_of
from agent.services.planning.capacity_facts import hours
from agent.services.planning.situation import look
from agent.services.post import post
from agent.store import allocations, holds
from agent.store.acts import Cause
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.hold_released import HoldReleased, hold_released

_CAUSE = Cause("routine", "hold.release", "desk", "hold.release")


def release_holds(office: Office) -> int:
    """Free the hours of every hold whose days are over, and tell who asked; return how many."""
    with office.store.begin("hold.release", _CAUSE) as work:
        now = look(office, work.connection, office.today(work.now))
        over = [hold for hold in now.holds if hold.expires_on < now.today]
        for hold in over:
            minutes = sum(one.minutes for one in now.held(hold.id))
            allocations.free_hold(work, hold.id)
            holds.end(work, hold.id, "released")
            person = office.settings.person(hold.asked_by)
            if person is not None:
                said = HoldReleased(hold.title, hold.client, hours(minutes), hold.expires_on)
                post(office, work, hold_released(office.desk, address_of(person), said, hold_id=hold.id))
        return len(over)


def end_hold_of(work: UnitOfWork, title: str, client: str) -> None:
    """Give up the hold of work that is signed now, told by its title and client."""
    for hold in holds.holding(work.connection):
        if hold.title.casefold() == title.casefold() and hold.client.casefold() == client.casefold():
            allocations.free_hold(work, hold.id)
            holds.end(work, hold.id, "signed")
