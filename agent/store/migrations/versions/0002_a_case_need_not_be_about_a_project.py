"""A case need not be about a project: leave and the founder's decisions are not."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store to this shape."""
    with op.batch_alter_table("desk_case") as batch:
        batch.alter_column("project_id", existing_type=sa.Integer(), nullable=True)


def downgrade() -> None:
    """Go back one shape; cases about no project have no place there."""
    op.execute(sa.text("DELETE FROM desk_case WHERE project_id IS NULL"))
    with op.batch_alter_table("desk_case") as batch:
        batch.alter_column("project_id", existing_type=sa.Integer(), nullable=False)
