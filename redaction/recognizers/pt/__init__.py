"""Recognizers for identifiers issued in Portugal."""
