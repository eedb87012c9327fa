"""Governance: who can see what, under which permission, for what and for how long; said in one place."""
