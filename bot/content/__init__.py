"""Everything the assistant says: the catalogue, its editions, and how a line is spoken."""
