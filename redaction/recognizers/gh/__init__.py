"""Recognizers for identifiers issued in Ghana."""
