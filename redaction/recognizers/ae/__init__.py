"""Recognizers for identifiers issued in the United Arab Emirates."""
