"""The directory of services: reading HSDS, keeping it, and finding what fits a person by need, place and hour."""
