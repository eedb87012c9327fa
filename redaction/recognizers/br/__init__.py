"""Recognizers for identifiers issued in Brazil."""
