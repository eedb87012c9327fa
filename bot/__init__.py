"""Alder: the rules of the house. See the map in README.md."""
