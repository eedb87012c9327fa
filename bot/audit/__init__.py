"""The audit log: what was done, never what was said."""
