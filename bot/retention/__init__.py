"""Retention: nothing is kept longer than the person was told."""
