"""Recognizers for identifiers issued in South Korea."""
