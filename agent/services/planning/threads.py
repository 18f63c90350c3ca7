"""The thread of a mail that was handled before: what a later letter about it answers."""

from __future__ import annotations

import sqlalchemy as sa

from agent.inbox.message import read_mail
from agent.services.office import Office
from agent.store import mailroom
from outbox.identifiers import without_marks
from outbox.letter import Thread
from outbox.letters.facts import Origin


def thread_of(connection: sa.Connection, mail_id: int | None) -> Thread | None:
    """Return the thread a mail belongs to; None without a mail, or where it bears no Message-ID."""
    if mail_id is None:
        return None
    mail = read_mail(mailroom.raw(connection, mail_id))
    if not mail.message_id:
        return None
    return Thread(mail.message_id, mail.references, without_marks(mail.subject))


def origin_of(office: Office, connection: sa.Connection, mail_id: int) -> Origin:
    """Return a mail as a letter refers to it."""
    mail = read_mail(mailroom.raw(connection, mail_id))
    return Origin(without_marks(mail.subject), mailroom.received_at(connection, mail_id).astimezone(office.zone).date())
