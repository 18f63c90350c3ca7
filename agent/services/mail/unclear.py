"""A mail of a colleague that sets nothing in motion: it is put before a person, and the sender is told so."""

from __future__ import annotations

from agent.services.mail.incoming import Incoming
from agent.services.office import Office
from agent.services.post import post
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox.documents.sources import shorten
from outbox.letters.not_understood import NotUnderstood, not_understood
from parsers.mail.reply import visible

_CLEAR = ("a signed SOW as an attachment", "ok", "1: 12 January, 2: Sam")


def ask_back(office: Office, work: UnitOfWork, incoming: Incoming) -> tuple[State, str]:
    """Answer that nothing was done and what the desk takes; the mail waits for a person."""
    facts = NotUnderstood(
        mail=incoming.origin(office),
        quote=shorten(visible(incoming.mail.text)),
        question="What shall the desk do with it?",
        clear_replies=_CLEAR,
        contact=office.admin,
    )
    letter = not_understood(office.desk, incoming.sender, facts, mail_id=incoming.id, thread=incoming.thread)
    post(office, work, letter, mail_id=incoming.id)
    return State.PERSON, "it says nothing the desk can act on"
