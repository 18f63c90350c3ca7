"""Words that answer no letter of ours: the first use case that understands them takes them."""

from __future__ import annotations

from collections.abc import Callable

from agent.services.control.inquiries import answer_inquiry
from agent.services.control.status_said import take_free_status
from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.planning.absence import take_leave
from agent.services.planning.asking import take_question
from agent.services.planning.capacity_mail import take_capacity_question
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork

Settled = tuple[State, str]
Taker = Callable[[Office, UnitOfWork, Incoming], Settled | None]

# Tried in this order; each returns None for what is not its own.
_TAKERS: tuple[Taker, ...] = (
    take_capacity_question,
    answer_inquiry,
    take_question,
    take_leave,
    take_free_status,
)


def take_words(office: Office, work: UnitOfWork, incoming: Incoming) -> Settled | None:
    """Give a colleague's words to the use case that understands them; None when no one does."""
    for taker in _TAKERS:
        settled = taker(office, work, incoming)
        if settled is not None:
            return settled
    return None
