"""The directory as open data: an HSDS 3.x read API."""
