"""Recognizers for identifiers issued in Peru."""
