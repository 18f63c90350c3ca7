"""Needs a person: gives the admin what the desk could not settle by itself, in one digest a beat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk


@dataclass(frozen=True, slots=True)
class Waiting:
    """One mail that waits; `sender` is only what the mail claims unless `verified`."""

    id: int
    sender: str
    verified: bool
    subject: str
    reason: str
    received: date


@dataclass(frozen=True, slots=True)
class NeedsPerson:
    """All that waits since the last digest; `earlier` more wait from before.

    `held` counts the letters since then that are held because `held_to`, their addresses, had their share of the hour.
    """

    waiting: tuple[Waiting, ...]
    earlier: int = 0
    held: int = 0
    held_to: tuple[str, ...] = ()


def needs_person(desk: Desk, to: Address, facts: NeedsPerson, *, beat_iso: str) -> Letter:
    """Return the digest of the beat with this ISO date or time."""
    return desk.write("needs_person", to, facts, keys.needs_person(to.email, beat_iso))
