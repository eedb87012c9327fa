"""Recognizers for identifiers issued in Morocco."""
