"""Insight: counts of what is needed, of people who said that they may be counted."""
