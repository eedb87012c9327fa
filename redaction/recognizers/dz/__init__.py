"""Recognizers for identifiers issued in Algeria."""
