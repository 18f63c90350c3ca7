"""Ways out: one protocol, an SMTP server or a folder behind it, and errors that say whether a letter can have left.

A letter goes `begin` (the server agrees to take it), `feed` (its bytes, but not the end of them), `finish` (the dot).
Until `finish` is called nothing can have been delivered (RFC 5321, 4.1.1.4); once it was, only its reply can tell.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Envelope:
    """Who sends to whom, with the Message-ID and the size in bytes of what follows."""

    sender: str
    recipient: str
    message_id: str
    size: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What the other side said, with its SMTP code (250 from a folder)."""

    code: int
    text: str


class TransportError(Exception):
    """A letter could not go; the subclasses say whose fault it is and whether a retry can help."""


class RefusedError(TransportError):
    """The server said no to this letter. A retry helps unless `permanent`; the letter was not accepted either way."""

    def __init__(self, code: int, text: str) -> None:
        super().__init__(f"{code} {text}")
        self.code = code
        self.permanent = code >= 500


class DroppedError(TransportError):
    """The connection ended, fell silent or spoke no SMTP. After the dot the letter may have arrived all the same."""

    def __init__(self, text: str, before_dot: bool) -> None:
        super().__init__(text)
        self.before_dot = before_dot


class UnavailableError(TransportError):
    """The server cannot be used now; no letter was begun. A retry after a pause helps."""


class HaltedError(TransportError):
    """Login or encryption was refused: nothing can leave until a person changes something; letters wait.

    `kind` is `login`, `tls`, or `server` when it refuses us before any letter.
    """

    def __init__(self, kind: str, text: str) -> None:
        super().__init__(text)
        self.kind = kind


class Transport(Protocol):
    """A way out for one letter at a time over one connection."""

    @property
    def findable(self) -> bool:
        """Whether what leaves this way can be looked for afterwards, so that a doubt ends without a second copy."""
        ...

    def open(self) -> None:
        """Get ready to send; raises `UnavailableError` or `HaltedError`. Does nothing when ready."""
        ...

    def begin(self, envelope: Envelope) -> None:
        """Have the letter agreed to, up to the go-ahead for its bytes; raises any `TransportError`."""
        ...

    def feed(self, content: bytes) -> None:
        """Hand over the bytes without ending them; raises `DroppedError`."""
        ...

    def finish(self) -> Reply:
        """End the letter; raises `RefusedError`, `HaltedError`, or `DroppedError` when its fate is unknown."""
        ...

    def abandon(self) -> None:
        """Leave a letter that was begun and not finished, so that it cannot arrive; never raises."""
        ...

    def close(self) -> None:
        """Say goodbye; never raises."""
        ...
