"""Control: pieces of work, what was said about them, blockers, the client's clock, health, and the ladder of a case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Bring the store to this shape; what running projects owe becomes their pieces of work."""
    op.create_table(
        "health",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=10), nullable=False),
        sa.Column("confidence", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_health_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_health")),
    )
    with op.batch_alter_table("health", schema=None) as batch_op:
        batch_op.create_index("ix_health_latest", ["project_id", "at"], unique=False)
        batch_op.create_index(batch_op.f("ix_health_project_id"), ["project_id"], unique=False)

    op.create_table(
        "work_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("owner", sa.String(length=320), server_default="", nullable=False),
        sa.Column("percent", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_work_item_project_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_work_item")),
        sa.UniqueConstraint("project_id", "position", name=op.f("uq_work_item_project_id_position")),
    )
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_work_item_project_id"), ["project_id"], unique=False)

    op.create_table(
        "asked",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=False),
        sa.Column("ask", sa.String(length=20), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["desk_case.id"], name=op.f("fk_asked_case_id")),
        sa.ForeignKeyConstraint(["work_item_id"], ["work_item.id"], name=op.f("fk_asked_work_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_asked")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_asked_case_id_number")),
    )
    with op.batch_alter_table("asked", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_asked_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_asked_work_item_id"), ["work_item_id"], unique=False)

    op.create_table(
        "blocker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("side", sa.String(length=10), nullable=False),
        sa.Column("owner", sa.String(length=320), nullable=False),
        sa.Column("by", sa.String(length=320), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("freed_at", sa.BigInteger(), nullable=True),
        sa.Column("freed_by", sa.String(length=320), server_default="", nullable=False),
        sa.Column("case_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["desk_case.id"], name=op.f("fk_blocker_case_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_blocker_project_id")),
        sa.ForeignKeyConstraint(["work_item_id"], ["work_item.id"], name=op.f("fk_blocker_work_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blocker")),
    )
    with op.batch_alter_table("blocker", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_blocker_case_id"), ["case_id"], unique=False)
        batch_op.create_index("ix_blocker_open", ["freed_at", "since"], unique=False)
        batch_op.create_index(batch_op.f("ix_blocker_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_blocker_work_item_id"), ["work_item_id"], unique=False)

    op.create_table(
        "client_wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=True),
        sa.Column("term_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.BigInteger(), nullable=False),
        sa.Column("allowed_days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("paused_on", sa.Date(), nullable=True),
        sa.Column("credited_days", sa.Integer(), server_default="0", nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("by", sa.String(length=320), nullable=False),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_client_wait_project_id")),
        sa.ForeignKeyConstraint(["term_id"], ["term.id"], name=op.f("fk_client_wait_term_id")),
        sa.ForeignKeyConstraint(["work_item_id"], ["work_item.id"], name=op.f("fk_client_wait_work_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_client_wait")),
    )
    with op.batch_alter_table("client_wait", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_client_wait_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_wait_term_id"), ["term_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_client_wait_work_item_id"), ["work_item_id"], unique=False)

    op.create_table(
        "statement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("project_id", sa.Integer(), nullable=False),
        sa.Column("work_item_id", sa.Integer(), nullable=True),
        sa.Column("said", sa.String(length=20), nullable=False),
        sa.Column("value", sa.Text(), server_default="", nullable=False),
        sa.Column("by", sa.String(length=320), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("mail_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["mail_id"], ["mail.id"], name=op.f("fk_statement_mail_id")),
        sa.ForeignKeyConstraint(["project_id"], ["project.id"], name=op.f("fk_statement_project_id")),
        sa.ForeignKeyConstraint(["work_item_id"], ["work_item.id"], name=op.f("fk_statement_work_item_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statement")),
    )
    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_statement_mail_id"), ["mail_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_project_id"), ["project_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_statement_work_item_id"), ["work_item_id"], unique=False)

    with op.batch_alter_table("desk_case", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ladder", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("steps_taken", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("step_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("default_answer", sa.Text(), server_default="", nullable=False))
        batch_op.create_index("ix_case_step", ["state", "step_at"], unique=False)
        batch_op.create_index("ix_case_asked", ["asked", "kind"], unique=False)
    _begin_tracking()


def downgrade() -> None:
    """Go back one shape."""
    with op.batch_alter_table("desk_case", schema=None) as batch_op:
        batch_op.drop_index("ix_case_asked")
        batch_op.drop_index("ix_case_step")
        batch_op.drop_column("default_answer")
        batch_op.drop_column("step_at")
        batch_op.drop_column("steps_taken")
        batch_op.drop_column("ladder")

    with op.batch_alter_table("statement", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_statement_work_item_id"))
        batch_op.drop_index(batch_op.f("ix_statement_project_id"))
        batch_op.drop_index(batch_op.f("ix_statement_mail_id"))

    op.drop_table("statement")
    with op.batch_alter_table("client_wait", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_client_wait_work_item_id"))
        batch_op.drop_index(batch_op.f("ix_client_wait_term_id"))
        batch_op.drop_index(batch_op.f("ix_client_wait_project_id"))

    op.drop_table("client_wait")
    with op.batch_alter_table("blocker", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_blocker_work_item_id"))
        batch_op.drop_index(batch_op.f("ix_blocker_project_id"))
        batch_op.drop_index("ix_blocker_open")
        batch_op.drop_index(batch_op.f("ix_blocker_case_id"))

    op.drop_table("blocker")
    with op.batch_alter_table("asked", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_asked_work_item_id"))
        batch_op.drop_index(batch_op.f("ix_asked_case_id"))

    op.drop_table("asked")
    with op.batch_alter_table("work_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_work_item_project_id"))

    op.drop_table("work_item")
    with op.batch_alter_table("health", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_health_project_id"))
        batch_op.drop_index("ix_health_latest")

    op.drop_table("health")


def _begin_tracking() -> None:
    """Track the milestones of projects that stand already, and the deliverables of those that have none."""
    op.execute(
        sa.text(
            "INSERT INTO work_item (project_id, position, title, agreed_on, due_on) "
            "SELECT project_id, position, title, due_on, due_on FROM milestone"
        )
    )
    op.execute(
        sa.text(
            "INSERT INTO work_item (project_id, position, title, agreed_on, due_on) "
            "SELECT project_id, position, title, due_on, due_on FROM deliverable "
            "WHERE project_id NOT IN (SELECT project_id FROM milestone)"
        )
    )
