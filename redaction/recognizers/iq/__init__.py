"""Recognizers for identifiers issued in Iraq."""
