"""Recognizers for identifiers issued in Lebanon."""
