"""Consent: what the person was told, asked and permitted."""
