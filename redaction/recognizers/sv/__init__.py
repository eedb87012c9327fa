"""Recognizers for identifiers issued in El Salvador."""
