"""Telling an admin that one of the agency's own templates is broken and the built-in one went instead."""

from __future__ import annotations

from agent.services.office import Office
from agent.services.post import post
from agent.store.unit_of_work import UnitOfWork
from outbox.letters.template_fault import BrokenTemplates, template_fault
from templates.fault import TemplateFault


def tell_template_faults(office: Office, work: UnitOfWork, faults: tuple[TemplateFault, ...]) -> None:
    """Post one notice about these faults; the same faults are told once."""
    if faults:
        told = BrokenTemplates(tuple(dict.fromkeys(faults)))
        post(office, work, template_fault(office.desk, office.admin, told))
