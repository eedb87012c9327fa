"""Whether a service is open."""
