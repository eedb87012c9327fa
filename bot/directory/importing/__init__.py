"""Reading what publishers give, and keeping it."""
