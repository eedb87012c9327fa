"""what searching looks things up in: facts, places, areas and words of services."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    sqlite = op.get_bind().dialect.name == "sqlite"
    op.create_table(
        "search_fact",
        sa.Column("number", sa.Integer(), autoincrement=True, primary_key=True),
        sa.Column("service_id", sa.String(), nullable=False, unique=True),
        *_bounds(),
        sa.Column("words", sa.Text().with_variant(postgresql.TSVECTOR(), "postgresql")),
        _of_service(),
    )
    op.create_index("ix_search_fact_words", "search_fact", ["words"], postgresql_using="gin")
    op.create_table(
        "search_cell",
        sa.Column("need", sa.String(32), primary_key=True),
        sa.Column("lang", sa.String(16), primary_key=True),
        sa.Column("band", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("lon", sa.Float(), primary_key=True),
        sa.Column("lat", sa.Float(), primary_key=True),
        sa.Column("service_id", sa.String(), primary_key=True),
        sa.Column("state", sa.String(2)),
        sa.Column("needs", sa.SmallInteger(), nullable=False),
        *_bounds(),
        *_hours(),
        _of_service(),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_area",
        sa.Column("need", sa.String(32), primary_key=True),
        sa.Column("lang", sa.String(16), primary_key=True),
        sa.Column("area", sa.String(), primary_key=True),
        sa.Column("needs", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("service_id", sa.String(), primary_key=True),
        *_bounds(),
        *_hours(),
        _of_service(),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "search_word",
        sa.Column("initial", sa.String(1), primary_key=True),
        sa.Column("size", sa.SmallInteger(), primary_key=True, autoincrement=False),
        sa.Column("word", sa.String(64), primary_key=True),
        sqlite_with_rowid=False,
    )
    for table in ("search_cell", "search_area"):
        op.create_index(f"ix_{table}_service_id", table, ["service_id"])
    if sqlite:
        op.execute("CREATE VIRTUAL TABLE search_text USING fts5(words, detail = none)")
        op.execute(
            "CREATE TRIGGER search_text_gone AFTER DELETE ON search_fact "
            "BEGIN DELETE FROM search_text WHERE rowid = old.number; END"
        )


def _bounds() -> tuple[sa.Column, ...]:
    return (
        sa.Column("marks", sa.Integer(), nullable=False),
        sa.Column("youngest", sa.Float()),
        sa.Column("oldest", sa.Float()),
    )


def _hours() -> tuple[sa.Column, ...]:
    return sa.Column("clock", sa.SmallInteger(), nullable=False), sa.Column("week", sa.Text(), nullable=False)


def _of_service() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["service_id"], ["hsds_service.id"], ondelete="CASCADE")


def downgrade() -> None:
    for table in ("search_word", "search_area", "search_cell", "search_fact"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TABLE search_text")
