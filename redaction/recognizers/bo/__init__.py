"""Recognizers for identifiers issued in Bolivia."""
