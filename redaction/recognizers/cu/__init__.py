"""Recognizers for identifiers issued in Cuba."""
