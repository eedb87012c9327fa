"""Recognizers for identifiers issued in India."""
