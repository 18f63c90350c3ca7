"""What waits for an answer."""

from __future__ import annotations

import sqlalchemy as sa

from agent.store.tables.columns import identity, ref
from outbox.instant import Instant
from outbox.tables import metadata

case = sa.Table(
    "desk_case",
    metadata,
    identity(),
    sa.Column("business_key", sa.String(200), nullable=False, unique=True),
    sa.Column("kind", sa.String(20), nullable=False),  # question | approval | status | blocker | ...
    ref("project_id", "project.id", nullable=True),
    sa.Column("asked", sa.String(320), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("version", sa.Integer, nullable=False, server_default="1"),
    sa.Column("field", sa.String(40), nullable=False, server_default=""),
    sa.Column("question", sa.Text, nullable=False),
    sa.Column("state", sa.String(12), nullable=False),  # open | held (refused for now) | answered | withdrawn
    sa.Column("answer", sa.Text, nullable=False, server_default=""),
    sa.Column("answered_by", sa.String(320), nullable=False, server_default=""),
    sa.Column("opened_at", Instant, nullable=False),
    sa.Column("answered_at", Instant),
    ref("letter_id", "letter.id", nullable=True),  # the letter that asked
    ref("gated_letter_id", "letter.id", nullable=True),  # the held letter an approval lets go
    sa.Column("ladder", sa.Text, nullable=False, server_default=""),  # copied when it opens: "remind 8h, lead 16h"
    sa.Column("steps_taken", sa.Integer, nullable=False, server_default="0"),
    sa.Column("step_at", Instant),  # when the next step is due; NULL: none is
    sa.Column("default_answer", sa.Text, nullable=False, server_default=""),  # what silence means at the ladder's top
    sa.Index("ix_case_step", "state", "step_at"),
    sa.Index("ix_case_asked", "asked", "kind"),
)
