"""Recognizers for identifiers issued in the Dominican Republic."""
