"""Care of the store: the act log's chain is checked each night, and a break in it is told."""

from __future__ import annotations

from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.store.acts import Cause, verify_chain
from outbox.letters.alarm import Trouble


def check_store(office: Office) -> int | None:
    """Check the act log; return the first act that was changed after the fact, or None."""
    with office.store.look() as connection:
        broken = verify_chain(connection)
    if broken is not None:
        said = f"The act log does not hold together at act {broken}: somebody changed the store by hand."
        with office.store.begin("care", Cause("routine", "store.care", "desk", "store.care")) as work:
            tell_admin(office, work, Trouble.HISTORY, said)
    return broken
