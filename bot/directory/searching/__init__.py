"""Services that fit a person, best first."""
