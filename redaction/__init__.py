"""Turns identifiers in what a person typed into numbered placeholders, before anything else reads it; imports nothing of the project."""
