"""The vault: the only place where identifying values rest, sealed under a key that each conversation has for itself."""
