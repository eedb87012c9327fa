"""How right the needs of services are: labels by hand, and the figures of docs/directory.md."""
