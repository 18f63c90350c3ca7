"""The tables of the project store. Constraints, not code, carry the promises: what must be once is UNIQUE."""

from __future__ import annotations

from agent.store.tables.agreements import (
    client,
    contact,
    deliverable,
    document,
    effort,
    fact,
    milestone,
    payment,
    project,
    signature,
    sow,
    term,
)
from agent.store.tables.cases import case
from agent.store.tables.control import asked, blocker, client_wait, health, statement, work_item
from agent.store.tables.history import act, chain, change, effect
from agent.store.tables.inbox import arrival, folder, mail, mail_identity
from agent.store.tables.planning import allocation, assumption, hold, leave, plan, workbook
from agent.store.tables.schedule import lease, pulse, routine, slot
from outbox.tables import attempt, blob, letter, metadata

__all__ = [
    "act",
    "allocation",
    "arrival",
    "asked",
    "assumption",
    "attempt",
    "blob",
    "blocker",
    "case",
    "chain",
    "change",
    "client",
    "client_wait",
    "contact",
    "deliverable",
    "document",
    "effect",
    "effort",
    "fact",
    "folder",
    "health",
    "hold",
    "lease",
    "leave",
    "letter",
    "mail",
    "mail_identity",
    "metadata",
    "milestone",
    "payment",
    "plan",
    "project",
    "pulse",
    "routine",
    "signature",
    "slot",
    "sow",
    "statement",
    "term",
    "work_item",
    "workbook",
]
