"""what else a schedule may say about when it recurs: those that say it have hours that cannot be told."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008_schedules"
down_revision = "0007"
branch_labels = None
depends_on = None
_COLUMNS = {
    "occurrences": sa.Integer(),
    "wkst": sa.Text(),
    "byweekno": sa.Text(),
    "byyearday": sa.Text(),
}


def upgrade() -> None:
    for name, kind in _COLUMNS.items():
        op.add_column("hsds_schedule", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("hsds_schedule") as table:
        for name in _COLUMNS:
            table.drop_column(name)
