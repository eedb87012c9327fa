"""Which needs a service answers."""
