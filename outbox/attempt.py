"""One try to hand over one letter: from MAIL to the verdict, every failure turned into how it ended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from outbox.addresses import AddressError
from outbox.outcome import Alarm
from outbox.tables import Phase
from outbox.transports import DroppedError, Envelope, HaltedError, RefusedError, Transport

_CLOSING = 421


@dataclass(frozen=True, slots=True)
class Ending:
    """How a try ended: the phase the letter goes to (None: it is no longer ours), and what that says of the rest.

    `over` means that this connection is of no more use; `alarm` that nothing can leave until a person acts.
    """

    phase: Phase | None
    code: int | None
    text: str
    over: bool = False
    alarm: Alarm | None = None


def attempt(transport: Transport, envelope: Envelope, content: bytes, dotted: Callable[[], bool]) -> Ending:
    """Hand over a letter; `dotted` commits that the dot comes next and says whether the letter is still ours."""
    try:
        transport.begin(envelope)
        transport.feed(content)
        if not dotted():
            transport.abandon()
            return Ending(None, None, "another sender has this letter", over=True)
        reply = transport.finish()
    except RefusedError as error:
        return _refused(error)
    except DroppedError as error:
        return Ending(Phase.QUEUED if error.before_dot else Phase.UNKNOWN, None, str(error), over=True)
    except HaltedError as error:
        return Ending(Phase.QUEUED, None, str(error), over=True, alarm=Alarm(error.kind, str(error)))
    except AddressError as error:
        return Ending(Phase.REFUSED, None, str(error))
    return Ending(Phase.SENT, reply.code, reply.text)


def _refused(error: RefusedError) -> Ending:
    phase = Phase.REFUSED if error.permanent else Phase.QUEUED
    return Ending(phase, error.code, str(error), over=error.code == _CLOSING)
