"""Why anything is as it is: acts, changes, and the chain that ties them."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store.tables.columns import identity, ref
from outbox.instant import Instant
from outbox.tables import metadata

act = sa.Table(
    "act",
    metadata,
    identity(),
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
    identity(),
    ref("act_id", "act.id"),
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
