"""Recognizers for identifiers issued in Haiti."""
