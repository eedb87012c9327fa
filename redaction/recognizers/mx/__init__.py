"""Recognizers for identifiers issued in Mexico."""
