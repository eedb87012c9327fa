"""Recognizers for identifiers issued in the Philippines."""
