"""Recognizers for identifiers issued in Ecuador."""
