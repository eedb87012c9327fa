"""Recognizers for identifiers issued in Ukraine."""
