"""A freeze keeps all letters back: of a restored store, of a dry run, or by a person's wish."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store to this shape."""
    op.create_table(
        "freeze",
        sa.Column("kind", sa.String(12), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False, server_default=""),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_freeze")),
    )


def downgrade() -> None:
    """Go back one shape; letters that a freeze kept back would leave."""
    op.drop_table("freeze")
