"""The inbox: folders watched, mails kept, and where each arrived."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store.tables.columns import identity, ref
from outbox.instant import Instant
from outbox.tables import metadata

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
    identity(),
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
    ref("mail_id", "mail.id"),
)

arrival = sa.Table(
    "arrival",
    metadata,
    identity(),
    sa.Column("account", sa.String(200), nullable=False),
    sa.Column("folder", sa.String(200), nullable=False),
    sa.Column("uidvalidity", sa.BigInteger, nullable=False),
    sa.Column("uid", sa.BigInteger, nullable=False),
    ref("mail_id", "mail.id"),
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
