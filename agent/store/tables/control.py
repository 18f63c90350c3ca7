"""Control: pieces of work and what was said about them, blockers, what the client owes, and health over time."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store.tables.columns import identity, ref
from outbox.instant import Instant
from outbox.tables import metadata

# A row of these tables may be taken out again: the act keeps what it was, so that an undo puts it back.
_REMOVABLE = {"removable": True}

# What is tracked of an agreement: its milestones, and the deliverables that none of them names. The rows of the
# agreement stay as signed; dates move here, each with its cause.
work_item = sa.Table(
    "work_item",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("agreed_on", sa.Date),
    sa.Column("due_on", sa.Date),
    sa.Column("owner", sa.String(320), nullable=False, server_default=""),  # "": whoever works on the project then
    sa.Column("percent", sa.Integer),
    sa.Column("done_on", sa.Date),
    sa.UniqueConstraint("project_id", "position"),
)

statement = sa.Table(
    "statement",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    ref("work_item_id", "work_item.id", nullable=True),
    sa.Column("said", sa.String(20), nullable=False),
    sa.Column("value", sa.Text, nullable=False, server_default=""),
    sa.Column("by", sa.String(320), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    ref("mail_id", "mail.id", nullable=True),
    info=_REMOVABLE,
)

# One question of a status letter: about which piece of work, and which question it was.
asked = sa.Table(
    "asked",
    metadata,
    identity(),
    ref("case_id", "desk_case.id"),
    sa.Column("number", sa.Integer, nullable=False),
    ref("work_item_id", "work_item.id"),
    sa.Column("ask", sa.String(20), nullable=False),
    sa.UniqueConstraint("case_id", "number"),
)

blocker = sa.Table(
    "blocker",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    ref("work_item_id", "work_item.id", nullable=True),
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("side", sa.String(10), nullable=False),  # agency | client
    sa.Column("owner", sa.String(320), nullable=False),  # who can free it
    sa.Column("by", sa.String(320), nullable=False),
    sa.Column("since", Instant, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("freed_at", Instant),
    sa.Column("freed_by", sa.String(320), nullable=False, server_default=""),
    ref("case_id", "desk_case.id", nullable=True),  # what asks after it
    sa.Index("ix_blocker_open", "freed_at", "since"),
    info=_REMOVABLE,
)

# What we wait for from the client: the clock starts when it is asked for, and waiting is credited.
client_wait = sa.Table(
    "client_wait",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    ref("work_item_id", "work_item.id", nullable=True),
    ref("term_id", "term.id", nullable=True),  # the duty in the agreement
    sa.Column("what", sa.Text, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("asked_at", Instant, nullable=False),
    sa.Column("allowed_days", sa.Integer, nullable=False),  # working days the agreement gives the client
    sa.Column("due_on", sa.Date, nullable=False),
    sa.Column("paused_on", sa.Date),
    sa.Column("credited_days", sa.Integer, nullable=False, server_default="0"),
    sa.Column("ended_on", sa.Date),
    sa.Column("by", sa.String(320), nullable=False),
    info=_REMOVABLE,
)

health = sa.Table(
    "health",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("at", Instant, nullable=False),
    sa.Column("verdict", sa.String(10), nullable=False),
    sa.Column("confidence", sa.Integer),
    sa.Column("reasons", sa.Text, nullable=False),  # json, the worst first
    sa.Index("ix_health_latest", "project_id", "at"),
)
