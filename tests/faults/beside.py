"""Points off the six journeys: at the keyboard, on the schedule, when reading fails, when a server says no."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, replace

from tests.conversation import sow_mail
from tests.faults.agent_once import POISON, Order
from tests.faults.journeys import (
    ALARM,
    CLIENT,
    DIGEST,
    HELD,
    KICKOFF,
    NOT_SIGNED,
    RECEIPT,
    RELEASED,
    Letter,
)
from tests.faults.rig import Rig
from tests.samples.sow import signed_sow

REFUSED = ("sow_not_signed", "sam@agency.example", "refused")
KNOWN = ("copy_noted", "sam@agency.example", "sent")
UNREADABLE = ("unreadable", "sam@agency.example", "sent")
BLOCKER = ("blocker", "mo@agency.example", "sent")
CANARY = ("canary", "desk@agency.example", "sent")


@dataclass(frozen=True)
class Beside:
    """What is done in a rig that a journey left behind, and the letters that must stand at the end.

    `prepare` sets the scene; `order` is what is killed, and then given again as a person or the schedule would.
    """

    names: tuple[str, ...]  # of the commits at whose two points it is killed
    after: str
    prepare: Callable[[Rig], None]
    order: Callable[[Order], Order]
    letters: tuple[Letter, ...]


def _nothing(_: Rig) -> None:
    """Leave everything as it is."""


def _says(*words: str) -> Callable[[Order], Order]:
    return lambda order: replace(order, deed="command", words=words)


def _tampered(rig: Rig) -> None:
    with sqlite3.connect(rig.database) as store:
        store.execute("UPDATE act SET actor = 'nobody' WHERE id = 1")
    store.close()


def _refused(rig: Rig) -> None:
    assert rig.sink is not None
    rig.sink.refuse["sam@agency.example"] = "550 no such user"


def _refused_once(rig: Rig) -> None:
    _refused(rig)
    rig.finish()
    assert rig.sink is not None
    del rig.sink.refuse["sam@agency.example"]


def _poison(rig: Rig) -> None:
    rig.plant(sow_mail((POISON, signed_sow())))


def _over_imap(order: Order) -> Order:
    server = 'kind = "imap"\nhost = "127.0.0.1"\nuser = "desk"\n'
    return replace(_says("canary")(order), agency=order.agency.replace('kind = "maildir"\npath = "inbox"\n', server))


def _small_mails(order: Order) -> Order:
    return replace(order, agency=order.agency.replace('path = "inbox"', 'path = "inbox"\nmail_bytes = 10_000'))


def _reading_fails(order: Order) -> Order:
    return replace(order, fault="reading fails", minutes=(0, 2, 2, 20))


def _missed(rig: Rig) -> None:
    with sqlite3.connect(rig.database) as store:
        at = store.execute("SELECT max(received_at) FROM mail").fetchone()[0]
        store.execute("INSERT INTO slot (routine, slot_at, state) VALUES ('week.start', ?, 'missed')", (at,))
    store.close()


def _says_at(now: str, *words: str) -> Callable[[Order], Order]:
    """Return the order that says something while the clock stands at `now`."""
    return lambda order: replace(_says(*words)(order), now=now)


WEDNESDAY = "2027-01-20T10:00:00+00:00"  # shortly before the first milestone of the sample is due
BEGUN = (RECEIPT, KICKOFF, HELD)
BESIDE = (
    Beside(("beat",), "forged", _nothing, _says("desk.beat"), (DIGEST,)),
    Beside(("fallen",), "forged", _missed, _says("schedule.fallen"), (DIGEST, ALARM)),
    Beside(("health",), "signed", _nothing, _says_at(WEDNESDAY, "health.daily"), BEGUN),
    Beside(("command.block",), "signed", _nothing, _says("block"), (*BEGUN, BLOCKER)),
    Beside(("plan.check",), "signed", _nothing, _says("plan.check"), BEGUN),
    Beside(("hold.release",), "signed", _nothing, _says("hold.release"), BEGUN),
    Beside(("command.release",), "signed", _nothing, _says("release", "1"), (RECEIPT, KICKOFF, CLIENT, RELEASED)),
    Beside(("command.replay",), "signed", _nothing, _says("replay", "1"), (*BEGUN, KNOWN)),
    Beside(("command.drop",), "forged", _nothing, _says("drop", "1"), (DIGEST,)),
    Beside(("command.retry",), "part signed, not begun", _refused_once, _says("retry", "1"), (NOT_SIGNED, ALARM)),
    Beside(("care",), "signed", _tampered, _says("care"), (*BEGUN, ALARM)),
    Beside(("canary",), "forged, not begun", _nothing, _over_imap, (DIGEST, CANARY)),
    Beside(("missing",), "forged", _nothing, _says("missing", "7"), (DIGEST, ALARM)),
    Beside(("mail.oversize",), "signed, not begun", _nothing, _small_mails, (UNREADABLE, DIGEST)),
    Beside(("mail.again", "mail.person"), "forged", _poison, _reading_fails, (DIGEST, UNREADABLE, DIGEST)),
    Beside(("reconciled",), "forged", _nothing, lambda order: replace(order, minutes=(1500,)), (DIGEST,)),
    Beside(("outbox.settle",), "part signed, not begun", _refused, lambda order: order, (REFUSED, ALARM)),
)
