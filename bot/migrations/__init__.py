"""Alembic migrations, one file each, applied in order at start."""
