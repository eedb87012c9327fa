"""Recognizers for identifiers issued in Guatemala."""
