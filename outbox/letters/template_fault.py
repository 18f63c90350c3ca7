"""Template fault: tells the admin that an override is broken and that the built-in words went out instead."""

from __future__ import annotations

from dataclasses import dataclass

from outbox import keys
from outbox.letter import Address, Letter
from outbox.letters.desk import Desk
from templates.fault import TemplateFault


@dataclass(frozen=True, slots=True)
class BrokenTemplates:
    """The faults found, in the agency's own templates."""

    faults: tuple[TemplateFault, ...]


def template_fault(desk: Desk, to: Address, facts: BrokenTemplates) -> Letter:
    """Return the notice about these faults; the same faults are told once."""
    return desk.write("template_fault", to, facts, keys.template_fault(to.email, "\n".join(map(str, facts.faults))))
