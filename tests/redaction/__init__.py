"""Measures redaction on labelled messages that no training text has seen."""
