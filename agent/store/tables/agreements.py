"""Documents and what they say: clients, projects, agreements, and each line of a SOW with its evidence."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store.tables.columns import evidence, identity, ref
from outbox.instant import Instant
from outbox.tables import metadata

document = sa.Table(
    "document",
    metadata,
    identity(),
    ref("mail_id", "mail.id", nullable=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False, index=True),
    sa.Column("media_type", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.String(20), nullable=False),  # sow | workbook | other | unreadable, or a document we made
    sa.Column("signed", sa.String(12), nullable=False, server_default=""),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("parsed", sa.Text, nullable=False, server_default=""),  # the reading as json, see parsers/wire.py
    ref("project_id", "project.id", nullable=True),
    sa.Column("made_at", Instant, nullable=False),
    sa.UniqueConstraint("mail_id", "position"),
)

client = sa.Table(
    "client",
    metadata,
    identity(),
    sa.Column("code", sa.String(10), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
)

contact = sa.Table(
    "contact",
    metadata,
    identity(),
    ref("client_id", "client.id"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text),
    sa.Column("email", sa.Text),
    *evidence(),
)

project = sa.Table(
    "project",
    metadata,
    identity(),
    sa.Column("code", sa.String(20), nullable=False, unique=True),
    ref("client_id", "client.id"),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("lead", sa.String(320), nullable=False),
    sa.Column("stage", sa.String(12), nullable=False),
    sa.Column("starts_on", sa.Date),
    sa.Column("ends_on", sa.Date),
    sa.Column("currency", sa.String(3)),
    sa.Column("fee_total", sa.Numeric(14, 2)),
    sa.Column("opened_at", Instant, nullable=False),
)

sow = sa.Table(
    "sow",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("version", sa.Integer, nullable=False),
    ref("document_id", "document.id"),
    sa.Column("reference", sa.Text, nullable=False, server_default=""),
    sa.Column("business_key", sa.String(200), nullable=False, unique=True),
    sa.UniqueConstraint("project_id", "version"),
)

fact = sa.Table(
    "fact",
    metadata,
    identity(),
    ref("sow_id", "sow.id"),
    sa.Column("field", sa.String(40), nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    *evidence(),
    sa.UniqueConstraint("sow_id", "field"),
)

deliverable = sa.Table(
    "deliverable",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("acceptance", sa.Text),
    *evidence(),
)

milestone = sa.Table(
    "milestone",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("due_text", sa.Text),
    sa.Column("amount", sa.Numeric(14, 2)),
    *evidence(),
)

effort = sa.Table(
    "effort",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("hours", sa.Numeric(10, 2)),
    sa.Column("rate", sa.Numeric(12, 2)),
    sa.Column("unit", sa.String(10), nullable=False, server_default="hour"),
    *evidence(),
)

payment = sa.Table(
    "payment",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("amount", sa.Numeric(14, 2)),
    sa.Column("percent", sa.Numeric(7, 3)),
    sa.Column("due_on", sa.Date),
    sa.Column("due_text", sa.Text),
    *evidence(),
)

term = sa.Table(
    "term",
    metadata,
    identity(),
    ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # assumption | out_of_scope | client_duty | warranty
    sa.Column("text", sa.Text, nullable=False),
    *evidence(),
)

signature = sa.Table(
    "signature",
    metadata,
    identity(),
    ref("sow_id", "sow.id"),
    sa.Column("side", sa.String(10), nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("signed_on", sa.Date),
    sa.Column("mark", sa.Text),
    *evidence(),
)
