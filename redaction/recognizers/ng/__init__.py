"""Recognizers for identifiers issued in Nigeria."""
