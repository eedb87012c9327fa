"""the keys of conversations move to a store of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

from bot import clock
from bot.vault.store import HELD, Wrapped

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_OLD = sa.table(
    "conversation_key", sa.column("conversation_id"), sa.column("master_key_id"), sa.column("wrapped", sa.LargeBinary)
)


def upgrade() -> None:
    store = context.config.attributes.get(HELD)
    for row in op.get_bind().execute(sa.select(_OLD)).all():
        if store is None:
            raise RuntimeError("There are keys to move and no store of keys to move them to.")
        if store.read(row.conversation_id) is None:  # not there from a first try that was cut off
            store.keep(row.conversation_id, Wrapped(row.master_key_id, bytes(row.wrapped)), clock.now())
    op.drop_table("conversation_key")


def downgrade() -> None:
    """The keys stay where they are: moved back, they would stand in every backup again."""
    op.create_table(
        "conversation_key",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("master_key_id", sa.String(length=8), nullable=False),
        sa.Column("wrapped", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["conversation_id"], ["conversation.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("conversation_id"),
    )
