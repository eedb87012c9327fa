"""return codes, code words, and conversations that went on elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _table("return_code", sa.Column("digest", sa.LargeBinary(length=32), nullable=False, unique=True))
    _table(
        "code_word",
        sa.Column("salt", sa.LargeBinary(length=16), nullable=False),
        sa.Column("digest", sa.LargeBinary(length=32), nullable=False),
        sa.Column("locked", sa.Boolean(), nullable=False),
    )
    with op.batch_alter_table("conversation") as batch:
        batch.add_column(sa.Column("moved_to", sa.String(length=32), nullable=True))


def _table(name: str, *columns: sa.Column) -> None:
    op.create_table(
        name,
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        *columns,
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id"),
    )


def downgrade() -> None:
    with op.batch_alter_table("conversation") as batch:
        batch.drop_column("moved_to")
    op.drop_table("code_word")
    op.drop_table("return_code")
