"""Recognizers for identifiers issued in Argentina."""
