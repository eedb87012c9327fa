"""Recognizers for identifiers issued in the United States."""
