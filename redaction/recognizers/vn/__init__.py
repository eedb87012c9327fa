"""Recognizers for identifiers issued in Vietnam."""
