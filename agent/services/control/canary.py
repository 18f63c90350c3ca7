"""The canary: after an hour without a letter of ours coming home one is sent to ourselves; if it stays away, alarm."""

from __future__ import annotations

from datetime import timedelta

from agent.domain.moments import is_recent
from agent.services.control.alarms import tell_admin
from agent.services.office import Office
from agent.services.post import post
from agent.store import pulses
from agent.store.acts import Cause
from outbox import ledger
from outbox.letters.alarm import Trouble
from outbox.letters.canary import Canary, canary

SEEN = "own letter seen"
POSTED = "canary posted"
_QUIET = timedelta(hours=1)
_PATIENCE = timedelta(minutes=15)
_CAUSE = Cause("routine", "mailbox.canary", "desk", "mailbox.canary")


def send_canary(office: Office) -> bool:
    """Post a letter to ourselves when none came home for an hour; False when one did or there is no loop to test."""
    if not _is_a_loop(office):
        return False
    with office.store.begin("canary", _CAUSE) as work:
        if ledger.freezes(work.connection):
            return False  # it would not leave
        seen = pulses.last(work.connection, SEEN)
        if seen is not None and is_recent(seen, _QUIET, work.now):
            return False
        post(office, work, canary(office.desk, office.address, Canary(work.now)))
        pulses.beat(work.connection, POSTED, work.now)
        return True


def check_silence(office: Office) -> bool:
    """Alarm the admin when a canary has stayed away for a quarter of an hour; return whether it has."""
    with office.store.begin("silence", _CAUSE) as work:
        posted, seen = pulses.last(work.connection, POSTED), pulses.last(work.connection, SEEN)
        if ledger.freezes(work.connection):
            return False
        if posted is None or work.now - posted < _PATIENCE or (seen is not None and posted <= seen <= work.now):
            return False
        at = posted.astimezone(office.zone).strftime("%H:%M")
        said = f"The letter the desk wrote to itself at {at} has not come back: mail does not go out, or not come in."
        tell_admin(office, work, Trouble.MAILBOX, said, where="canary")
        return True


def _is_a_loop(office: Office) -> bool:
    """Return whether what we send to our own address can come in again."""
    return office.settings.smtp.kind == "smtp" and office.settings.mailbox.kind == "imap"
