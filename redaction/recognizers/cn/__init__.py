"""Recognizers for identifiers issued in China."""
