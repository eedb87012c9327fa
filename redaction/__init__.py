"""Turns identifiers into numbered placeholders before anything else reads a message; imports nothing of the project."""
