"""The made-up population that all stand-ins share."""
