"""Recognizers for identifiers issued in Colombia."""
