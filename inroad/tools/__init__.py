"""The outside world, one folder a role, with a Protocol in each folder's `__init__`."""
