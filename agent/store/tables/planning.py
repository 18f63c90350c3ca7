"""Who is away, who does what in which week, what was proposed, assumed or held, and the workbooks that went out."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store.tables.columns import identity, ref
from outbox.instant import Instant
from outbox.tables import metadata

# A row of these tables may be taken out again: the act keeps what it was, so that an undo puts it back.
_REMOVABLE = {"removable": True}

leave = sa.Table(
    "leave",
    metadata,
    identity(),
    sa.Column("person", sa.String(320), nullable=False, index=True),
    sa.Column("first_on", sa.Date, nullable=False),
    sa.Column("last_on", sa.Date, nullable=False),
    sa.Column("minutes", sa.Integer),  # a day; NULL: the whole day
    sa.Column("kind", sa.String(12), nullable=False),  # leave | sick
    sa.Column("state", sa.String(12), nullable=False),  # booked | proposed | declined
    sa.Column("quote", sa.Text, nullable=False, server_default=""),
    ref("letter_id", "letter.id", nullable=True),  # the letter that proposed it
    info=_REMOVABLE,
)

hold = sa.Table(
    "hold",
    metadata,
    identity(),
    sa.Column("business_key", sa.String(200), nullable=False, unique=True),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("client", sa.Text, nullable=False, server_default=""),
    sa.Column("asked_by", sa.String(320), nullable=False),
    sa.Column("request", sa.Text, nullable=False),  # the work asked for, as json
    sa.Column("promised_on", sa.Date),
    sa.Column("expires_on", sa.Date, nullable=False, index=True),
    sa.Column("state", sa.String(12), nullable=False),  # holding | released | signed
    ref("letter_id", "letter.id", nullable=True),
)

allocation = sa.Table(
    "allocation",
    metadata,
    identity(),
    ref("project_id", "project.id", nullable=True),  # exactly one of both: certain work of a project,
    ref("hold_id", "hold.id", nullable=True),  # or tentative work of a hold
    sa.Column("person", sa.String(320), nullable=False),
    sa.Column("week_on", sa.Date, nullable=False, index=True),  # the Monday of its ISO week
    sa.Column("task", sa.Text, nullable=False, server_default=""),
    sa.Column("minutes", sa.Integer, nullable=False),
    sa.UniqueConstraint("project_id", "person", "week_on", "task"),
    sa.UniqueConstraint("hold_id", "person", "week_on", "task"),
    info=_REMOVABLE,
)

plan = sa.Table(
    "plan",
    metadata,
    identity(),
    sa.Column("kind", sa.String(12), nullable=False),  # staffing | repair | feasibility
    ref("project_id", "project.id", nullable=True),
    ref("mail_id", "mail.id", nullable=True),  # the mail that asked for it
    sa.Column("state", sa.String(12), nullable=False, index=True),  # wanted | proposed | booked | declined | ...
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("asked", sa.String(320), nullable=False),
    sa.Column("wishes", sa.Text, nullable=False, server_default=""),  # what the lead asked for, as json
    sa.Column("moves", sa.Text, nullable=False),  # the allocations it takes away and brings, as json
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    ref("letter_id", "letter.id", nullable=True),
    sa.Column("made_at", Instant, nullable=False),
)

assumption = sa.Table(
    "assumption",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("ground", sa.Text, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),  # assumed | settled
    sa.Column("made_at", Instant, nullable=False),
)

workbook = sa.Table(
    "workbook",
    metadata,
    identity(),
    sa.Column("token", sa.String(40), nullable=False, unique=True),
    sa.Column("recipient", sa.String(320), nullable=False),
    sa.Column("rows", sa.Text, nullable=False),  # what it showed, as json: the base of a three-way merge
    sa.Column("made_at", Instant, nullable=False),
)
