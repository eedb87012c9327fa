"""Recognizers for identifiers issued in Nepal."""
