"""Recognizers for identifiers issued in Nicaragua."""
