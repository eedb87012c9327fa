"""Recognizers for identifiers that look alike in every country."""
