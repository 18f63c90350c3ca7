"""Small agreements in every state of being signed; the folder a text lies in, or its builder, says which state."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parsers.contract import Source
from parsers.seals import may_be_sealed, read_seals, unverified
from parsers.sow.facts import Signed

_HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Case:
    """One file, made when asked for, and how far a careful reader finds it signed."""

    name: str
    expected: Signed
    build: Callable[[], bytes]

    @property
    def half(self) -> str:
        """The half it is in, "tuned" or "held out", by a hash of its name."""
        stem = Path(self.name).stem
        return "tuned" if hashlib.sha256(stem.encode()).digest()[0] % 2 == 0 else "held out"


def written() -> Iterator[Case]:
    """Yield the cases that are text: typed marks, blank lines, forms, e-sign certificates."""
    for state in Signed:
        for path in sorted((_HERE / state.value).glob("*.*")):
            yield Case(path.name, state, path.read_bytes)


def source_of(case: Case) -> Source:
    """Return a case as a file to read, its cryptographic signatures checked as the agent's process does it."""
    content = case.build()
    if not may_be_sealed(content):
        return Source(case.name, content)
    try:
        return Source(case.name, content, read_seals(content))
    except Exception:  # noqa: BLE001 - as in the process that checks signatures
        return Source(case.name, content, unverified())
