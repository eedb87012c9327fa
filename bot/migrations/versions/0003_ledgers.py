"""a chain through the audit log, and what a permission is limited to."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# What is never done to a ledger. A consent ledger goes with its conversation when that is erased.
LEDGERS = {"audit": ("UPDATE", "DELETE"), "consent_event": ("UPDATE",)}


def upgrade() -> None:
    op.add_column("audit", sa.Column("key_id", sa.String(length=8), nullable=True))
    op.add_column("audit", sa.Column("chain", sa.String(length=64), nullable=True))
    op.create_table(
        "audit_head",
        sa.Column("one", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("one"),
    )
    # The chain begins behind the rows that are there; those stay as they are and are counted apart.
    op.execute(f"INSERT INTO audit_head SELECT 1, coalesce(max(id), 0), '{'0' * 64}' FROM audit")
    with op.batch_alter_table("consent_event") as batch:
        batch.add_column(sa.Column("subject", sa.String(length=64), nullable=False, server_default=""))
        batch.add_column(sa.Column("fields", sa.JSON(), nullable=False, server_default="[]"))
        batch.add_column(sa.Column("until", sa.DateTime(timezone=True), nullable=True))
    for table, events in LEDGERS.items():
        _forbid(table, events)


def _forbid(table: str, events: tuple[str, ...]) -> None:
    """The database itself refuses to change a row, whoever asks."""
    refusal = f"{table} is append-only"
    if op.get_bind().dialect.name == "postgresql":
        body = f"$$ BEGIN RAISE EXCEPTION '{refusal}'; END $$"
        op.execute(f"CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS {body}")
    for event in events:
        name = f"{table}_no_{event.lower()}"
        if op.get_bind().dialect.name == "postgresql":
            what = f"FOR EACH ROW EXECUTE FUNCTION {table}_stays()"
        else:
            what = f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
        op.execute(f"CREATE TRIGGER {name} BEFORE {event} ON {table} {what}")


def downgrade() -> None:
    for table, events in LEDGERS.items():
        if op.get_bind().dialect.name == "postgresql":
            op.execute(f"DROP FUNCTION {table}_stays() CASCADE")
            continue
        for event in events:
            op.execute(f"DROP TRIGGER {table}_no_{event.lower()}")
    with op.batch_alter_table("consent_event") as batch:
        for name in ("until", "fields", "subject"):
            batch.drop_column(name)
    op.drop_table("audit_head")
    with op.batch_alter_table("audit") as batch:
        batch.drop_column("chain")
        batch.drop_column("key_id")
