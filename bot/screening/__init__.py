"""Screening: packs of questions as content, one permission each, and what was answered under it."""
