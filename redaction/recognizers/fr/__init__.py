"""Recognizers for identifiers issued in France."""
