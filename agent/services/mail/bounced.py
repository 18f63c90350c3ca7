"""A bounce: the letter that came back is marked so and the admin is told; without our letter it counts nothing."""

from __future__ import annotations

from agent.inbox.triage import Triage
from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.store.mailroom import State
from agent.store.unit_of_work import UnitOfWork
from outbox import ledger
from outbox.letters.alarm import LetterInTrouble, Trouble
from parsers.mail.bounce import Bounce


def note_bounce(office: Office, work: UnitOfWork, found: Triage, mail_id: int) -> tuple[State, str]:
    """Mark every letter this notification proves to have come back; return how the notification ends."""
    returned = [code for bounce in found.bounces if (code := _note(office, work, bounce))]
    if not returned:
        return State.IGNORED, "a bounce that names no letter of ours to its recipient"
    return State.HANDLED, f"a bounce of {', '.join(returned)} (mail {mail_id})"


def _note(office: Office, work: UnitOfWork, bounce: Bounce) -> str | None:
    """Flip one letter; a forged notification fails here, because it must name our sealed Message-ID and recipient."""
    if not bounce.permanent or not office.is_ours(bounce.message_id):
        return None
    row = ledger.by_message_id(work.connection, bounce.message_id)
    if row is None or bounce.recipient.lower() not in ("", row.recipient):
        return None
    said = f"came back: {bounce.status or 'permanent failure'} {bounce.diagnostic}".strip()
    if not ledger.bounced(work.connection, row.id, said, work.now):
        return None
    tell_admin(office, work, Trouble.BOUNCED, said, letter=LetterInTrouble(row.id, row.recipient, row.subject))
    return f"letter {row.id}"
