"""What leaves the directory as open data."""
