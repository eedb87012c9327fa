"""Checks of the catalogue: what blocks and what is advised, before anybody hears it."""
