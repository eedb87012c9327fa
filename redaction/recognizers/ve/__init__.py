"""Recognizers for identifiers issued in Venezuela."""
