"""Recognizers for identifiers issued in Honduras."""
