"""each need of a service says how surely and by what; what its terms said, and a lead's corrections, are kept."""

from __future__ import annotations

import json
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0007"
branch_labels = None
depends_on = None

_SURE = {"stated": 1.0, "term": 0.95, "name": 0.95}


def upgrade() -> None:
    op.add_column("hsds_service_need", sa.Column("origin", sa.String(16), nullable=False, server_default="description"))
    op.add_column("hsds_service_need", sa.Column("confidence", sa.Float(), nullable=False, server_default="0.8"))
    op.add_column("hsds_service", sa.Column("stated_needs", sa.JSON(), nullable=True))
    op.add_column("hsds_service", sa.Column("needs_read", sa.String(64), nullable=True))
    op.create_table(
        "hsds_need_correction",
        sa.Column("service_id", sa.String(), nullable=False),
        sa.Column("need", sa.String(length=32), nullable=False),
        sa.Column("answers", sa.Boolean(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("service_id", "need"),
    )
    _tell_apart()


def _tell_apart() -> None:
    """Reasons began with what a need was known by; what terms said is in no text and must be kept beside it."""
    connection = op.get_bind()
    stated: dict[str, list[tuple[str, str, str, float]]] = defaultdict(list)
    for service_id, need, reason in connection.execute(
        sa.text("SELECT service_id, need, reason FROM hsds_service_need ORDER BY service_id, need")
    ).fetchall():
        origin, _, why = reason.partition(": ")
        if origin in ("stated", "term"):
            stated[service_id].append((need, origin, why, _SURE[origin]))
    for origin, sure in _SURE.items():
        connection.execute(
            sa.text("UPDATE hsds_service_need SET origin = :origin, confidence = :sure WHERE reason LIKE :begins"),
            {"origin": origin, "sure": sure, "begins": f"{origin}%"},
        )
    for service_id, said in stated.items():
        connection.execute(
            sa.text("UPDATE hsds_service SET stated_needs = :said WHERE id = :id"),
            {"said": json.dumps({"alone": said[0][1] == "stated", "needs": said}), "id": service_id},
        )


def downgrade() -> None:
    op.drop_table("hsds_need_correction")
    for table, columns in (
        ("hsds_service", ("needs_read", "stated_needs")),
        ("hsds_service_need", ("confidence", "origin")),
    ):
        with op.batch_alter_table(table) as batch:
            for column in columns:
                batch.drop_column(column)
