"""The tables of the project store. Constraints, not code, carry the promises: what must be once is UNIQUE."""

from __future__ import annotations

import sqlalchemy as sa

from outbox.instant import Instant
from outbox.tables import attempt, blob, letter, metadata

__all__ = ["attempt", "blob", "letter", "metadata"]

_EVIDENCE = ("quote", "place", "certainty")


def _evidence() -> tuple[sa.Column[str], ...]:
    """Return the columns that say where a row was read: words, place and certainty (empty for what nobody read)."""
    return tuple(sa.Column(name, sa.Text, nullable=False, server_default="") for name in _EVIDENCE)


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _ref(name: str, target: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, sa.ForeignKey(target), nullable=nullable, index=True)


# --- the inbox -------------------------------------------------------------------------------------------------

folder = sa.Table(
    "folder",
    metadata,
    sa.Column("account", sa.String(200), primary_key=True),
    sa.Column("name", sa.String(200), primary_key=True),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("cursor", sa.BigInteger, nullable=False),  # the highest UID that was taken in or lies before the baseline
    sa.Column("baseline_at", Instant, nullable=False),  # mail received before this is none of ours
    sa.Column("reconciled_at", Instant),
)

mail = sa.Table(
    "mail",
    metadata,
    _id(),
    sa.Column("raw_sha256", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False, unique=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("oversize", sa.Boolean, nullable=False, server_default=sa.false()),  # only its header was fetched
    sa.Column("kept_at", Instant, nullable=False),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("message_id", sa.Text, nullable=False, server_default=""),
    sa.Column("content_digest", sa.String(64), nullable=False, server_default=""),
    sa.Column("from_email", sa.Text, nullable=False, server_default=""),
    sa.Column("from_name", sa.Text, nullable=False, server_default=""),
    sa.Column("subject", sa.Text, nullable=False, server_default=""),
    sa.Column("verdict", sa.String(12), nullable=False, server_default=""),
    sa.Column("verdict_why", sa.Text, nullable=False, server_default=""),
    sa.Column("person", sa.Text, nullable=False, server_default=""),  # address of the person of agency.toml it is from
    sa.Column("kind", sa.String(20), nullable=False, server_default=""),
    sa.Column("state", sa.String(12), nullable=False, server_default="kept"),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("detail", sa.Text, nullable=False, server_default=""),  # a traceback, for `desk inbox show`
    sa.Column("copy_of", sa.Integer),
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("owner", sa.String(40), nullable=False, server_default=""),
    sa.Column("epoch", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lease_until", sa.BigInteger, nullable=False, server_default="0"),  # by the database's clock
    sa.Column("due", Instant, nullable=False),
    sa.Column("woken", Instant),
    sa.Column("told_at", Instant),  # when an admin was told that it waits
    sa.Column("settled_at", Instant),
    sa.Index("ix_mail_open", "state", "due"),
    sa.Index("ix_mail_message", "message_id"),
)

mail_identity = sa.Table(
    "mail_identity",
    metadata,
    sa.Column("message_id", sa.Text, primary_key=True),
    sa.Column("content_digest", sa.String(64), primary_key=True),
    _ref("mail_id", "mail.id"),
)

arrival = sa.Table(
    "arrival",
    metadata,
    _id(),
    sa.Column("account", sa.String(200), nullable=False),
    sa.Column("folder", sa.String(200), nullable=False),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    _ref("mail_id", "mail.id"),
    sa.Column("received_at", Instant, nullable=False),
    sa.Column("arrived_at", Instant, nullable=False),
    sa.Column("filed_to", sa.String(200)),  # NULL: still where it came in
    sa.UniqueConstraint("account", "folder", "uidvalidity", "uid"),
    sa.Index(
        "ix_arrival_unfiled",
        "account",
        "folder",
        sqlite_where=sa.text("filed_to IS NULL"),
        postgresql_where=sa.text("filed_to IS NULL"),
    ),
)

# --- documents, and what they say ------------------------------------------------------------------------------

document = sa.Table(
    "document",
    metadata,
    _id(),
    _ref("mail_id", "mail.id", nullable=True),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("sha256", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False, index=True),
    sa.Column("media_type", sa.Text, nullable=False, server_default=""),
    sa.Column("kind", sa.String(20), nullable=False),  # sow | workbook | other | unreadable, or a document we made
    sa.Column("signed", sa.String(12), nullable=False, server_default=""),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("parsed", sa.Text, nullable=False, server_default=""),  # the reading as json, see parsers/wire.py
    _ref("project_id", "project.id", nullable=True),
    sa.Column("made_at", Instant, nullable=False),
    sa.UniqueConstraint("mail_id", "position"),
)

client = sa.Table(
    "client",
    metadata,
    _id(),
    sa.Column("code", sa.String(10), nullable=False, unique=True),
    sa.Column("name", sa.Text, nullable=False),
)

contact = sa.Table(
    "contact",
    metadata,
    _id(),
    _ref("client_id", "client.id"),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("role", sa.Text),
    sa.Column("email", sa.Text),
    *_evidence(),
)

project = sa.Table(
    "project",
    metadata,
    _id(),
    sa.Column("code", sa.String(20), nullable=False, unique=True),
    _ref("client_id", "client.id"),
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
    _id(),
    _ref("project_id", "project.id"),
    sa.Column("version", sa.Integer, nullable=False),
    _ref("document_id", "document.id"),
    sa.Column("reference", sa.Text, nullable=False, server_default=""),
    sa.Column("business_key", sa.String(200), nullable=False, unique=True),
    sa.UniqueConstraint("project_id", "version"),
)

fact = sa.Table(
    "fact",
    metadata,
    _id(),
    _ref("sow_id", "sow.id"),
    sa.Column("field", sa.String(40), nullable=False),
    sa.Column("value", sa.Text, nullable=False),
    *_evidence(),
    sa.UniqueConstraint("sow_id", "field"),
)

deliverable = sa.Table(
    "deliverable",
    metadata,
    _id(),
    _ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("acceptance", sa.Text),
    *_evidence(),
)

milestone = sa.Table(
    "milestone",
    metadata,
    _id(),
    _ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("due_on", sa.Date),
    sa.Column("due_text", sa.Text),
    sa.Column("amount", sa.Numeric(14, 2)),
    *_evidence(),
)

effort = sa.Table(
    "effort",
    metadata,
    _id(),
    _ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("hours", sa.Numeric(10, 2)),
    sa.Column("rate", sa.Numeric(12, 2)),
    sa.Column("unit", sa.String(10), nullable=False, server_default="hour"),
    *_evidence(),
)

payment = sa.Table(
    "payment",
    metadata,
    _id(),
    _ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("amount", sa.Numeric(14, 2)),
    sa.Column("percent", sa.Numeric(7, 3)),
    sa.Column("due_on", sa.Date),
    sa.Column("due_text", sa.Text),
    *_evidence(),
)

term = sa.Table(
    "term",
    metadata,
    _id(),
    _ref("project_id", "project.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),  # assumption | out_of_scope | client_duty | warranty
    sa.Column("text", sa.Text, nullable=False),
    *_evidence(),
)

signature = sa.Table(
    "signature",
    metadata,
    _id(),
    _ref("sow_id", "sow.id"),
    sa.Column("side", sa.String(10), nullable=False),
    sa.Column("name", sa.Text),
    sa.Column("title", sa.Text),
    sa.Column("signed_on", sa.Date),
    sa.Column("mark", sa.Text),
    *_evidence(),
)

# --- what waits for an answer ----------------------------------------------------------------------------------

case = sa.Table(
    "desk_case",
    metadata,
    _id(),
    sa.Column("business_key", sa.String(200), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),  # question | approval
    _ref("project_id", "project.id"),
    sa.Column("asked", sa.String(320), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("field", sa.String(40), nullable=False, server_default=""),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),  # open | answered | withdrawn
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("answered_by", sa.String(320), nullable=False, server_default=""),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("answered_at", Instant),
    _ref("letter_id", "letter.id", nullable=True),  # the letter that asked
    _ref("gated_letter_id", "letter.id", nullable=True),  # the held letter an approval lets go
)

# --- why anything is as it is ----------------------------------------------------------------------------------

act = sa.Table(
    "act",
    metadata,
    _id(),
    sa.Column("cause", sa.String(20), nullable=False),  # mail | routine | command
    sa.Column("cause_ref", sa.String(200), nullable=False),
    sa.Column("actor", sa.String(320), nullable=False),
    sa.Column("rule", sa.String(60), nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("undoes", sa.Integer),
    sa.Column("previous_hash", sa.String(64), nullable=False),
    sa.Column("hash", sa.String(64), nullable=False),
)

change = sa.Table(
    "change",
    metadata,
    _id(),
    _ref("act_id", "act.id"),
    sa.Column("noun", sa.String(20), nullable=False),
    sa.Column("row_id", sa.Integer, nullable=False),
    sa.Column("before", sa.Text, nullable=False),  # json; "" when the row is new
    sa.Column("after", sa.Text, nullable=False),
    sa.Index("ix_change_row", "noun", "row_id"),
)

chain = sa.Table(
    "chain",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("head", sa.String(64), nullable=False),
)

effect = sa.Table(
    "effect",
    metadata,
    sa.Column("business_key", sa.String(200), primary_key=True),
    sa.Column("act_id", sa.Integer, sa.ForeignKey("act.id"), nullable=False),
)

# --- time and processes ----------------------------------------------------------------------------------------

routine = sa.Table(
    "routine",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),
    sa.Column("cron", sa.String(60), nullable=False),
    sa.Column("zone", sa.String(60), nullable=False),
    sa.Column("next_at", Instant, nullable=False, index=True),
)

slot = sa.Table(
    "slot",
    metadata,
    sa.Column("routine", sa.String(60), primary_key=True),
    sa.Column("slot_at", Instant, primary_key=True),
    sa.Column("state", sa.String(8), nullable=False),  # due | done | late | missed | failed
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("owner", sa.String(40), nullable=False, server_default=""),
    sa.Column("lease_until", sa.BigInteger, nullable=False, server_default="0"),
    sa.Column("ended_at", Instant),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Index("ix_slot_open", "state", "slot_at"),
)

lease = sa.Table(
    "lease",
    metadata,
    sa.Column("name", sa.String(120), primary_key=True),
    sa.Column("owner", sa.String(40), nullable=False),
    sa.Column("epoch", sa.Integer, nullable=False),
    sa.Column("until", sa.BigInteger, nullable=False),  # by the database's clock
)

pulse = sa.Table(
    "pulse",
    metadata,
    sa.Column("name", sa.String(60), primary_key=True),  # mail seen | letter accepted | ...
    sa.Column("at", Instant, nullable=False),
    sa.Column("detail", sa.Text, nullable=False, server_default=""),
)
