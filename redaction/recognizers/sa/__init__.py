"""Recognizers for identifiers issued in Saudi Arabia."""
