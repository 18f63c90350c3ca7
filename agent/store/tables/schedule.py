"""Time and processes: routines, their slots, leases and pulses."""

from __future__ import annotations

import sqlalchemy as sa

from outbox.instant import Instant
from outbox.tables import metadata

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
