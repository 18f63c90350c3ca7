"""The tables of what leaves: letters, the attempts to send them, and the blobs both sides of the store share."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa

from outbox.instant import Instant

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Phase(StrEnum):
    """How far a letter is. It only moves forward; `unknown` is a letter whose last byte may have arrived."""

    HELD = "held"  # waits at the client gate for a named person
    QUEUED = "queued"  # due for sending, now or at `due`
    CONNECTING = "connecting"  # claimed; provably not sent yet
    DOTTING = "dotting"  # the final dot may have been sent
    UNKNOWN = "unknown"  # a crash or silence after the dot: looked for by Message-ID before it goes again
    SENT = "sent"
    REFUSED = "refused"  # the server said no for good, or a person must decide; see `reason`
    DROPPED = "dropped"  # a person took it back


IN_HAND = (Phase.CONNECTING, Phase.DOTTING)  # an owner holds it, for as long as its lease lasts


class Frozen(StrEnum):
    """Why nothing leaves."""

    RESTORED = "restored"  # the store is a backup: what it did since is not known to it
    DRY_RUN = "dry run"
    BY_HAND = "by hand"


blob = sa.Table(
    "blob",
    metadata,
    sa.Column("sha256", sa.String(64), primary_key=True),
    sa.Column("size", sa.Integer, nullable=False),
    sa.Column("content", sa.LargeBinary, nullable=False),
)

letter = sa.Table(
    "letter",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("dedupe_key", sa.String(300), nullable=False),
    sa.Column("recipient", sa.String(320), nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("message_id", sa.String(200), nullable=False, unique=True),
    sa.Column("bytes_sha256", sa.String(64), sa.ForeignKey("blob.sha256"), nullable=False),
    sa.Column("phase", sa.String(12), nullable=False),
    sa.Column("urgent", sa.Boolean, nullable=False, server_default=sa.false()),
    sa.Column("reason", sa.Text, nullable=False, server_default=""),
    sa.Column("owner", sa.String(40), nullable=False, server_default=""),
    sa.Column("epoch", sa.Integer, nullable=False, server_default="0"),
    sa.Column("lease_until", sa.BigInteger, nullable=False, server_default="0"),  # by the database's clock
    sa.Column("tries", sa.Integer, nullable=False, server_default="0"),
    sa.Column("doubts", sa.Integer, nullable=False, server_default="0"),
    sa.Column("due", Instant, nullable=False),
    sa.Column("posted_at", Instant, nullable=False),
    sa.Column("sent_at", Instant),
    sa.Column("released_by", sa.String(320), nullable=False, server_default=""),
    sa.Column("act_id", sa.Integer),  # the act that caused it
    sa.Column("mail_id", sa.Integer, index=True),  # the mail it answers
    sa.Column("project_id", sa.Integer, index=True),
    sa.UniqueConstraint("dedupe_key", "recipient"),
    sa.Index("ix_letter_open", "phase", "due"),
    sa.Index("ix_letter_recipient_posted", "recipient", "posted_at"),
    sa.Index("ix_letter_posted", "posted_at"),
)

freeze = sa.Table(
    "freeze",
    metadata,
    sa.Column("kind", sa.String(12), primary_key=True),
    sa.Column("since", Instant, nullable=False),
    sa.Column("why", sa.Text, nullable=False, server_default=""),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("letter_id", sa.Integer, sa.ForeignKey("letter.id"), nullable=False, index=True),
    sa.Column("phase", sa.String(12), nullable=False),  # where the attempt stood when it ended
    sa.Column("code", sa.Integer),  # the SMTP reply code, NULL when the connection said nothing
    sa.Column("text", sa.Text, nullable=False, server_default=""),
    sa.Column("at", Instant, nullable=False),
)
