"""marks of what was masked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "known_mark",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("mark", sa.LargeBinary(length=12), nullable=False),
        sa.Column("placeholder", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id", "mark"),
    )
    # Values kept before have no marks: numbered from one again, a new name would open an old value.
    op.execute("DELETE FROM vault_value")


def downgrade() -> None:
    op.drop_table("known_mark")
