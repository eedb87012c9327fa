"""Keeping what the directory says true: how old it is, and what staff look at next."""
