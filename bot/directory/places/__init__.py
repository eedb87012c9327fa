"""Where somebody says they are."""
