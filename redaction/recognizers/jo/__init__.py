"""Recognizers for identifiers issued in Jordan."""
