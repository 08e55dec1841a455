"""The tests: the folders here mirror the folders that they hold to account."""
