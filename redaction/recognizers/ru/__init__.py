"""Recognizers for identifiers issued in Russia."""
