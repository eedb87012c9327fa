"""Recognizers for identifiers issued in Egypt."""
