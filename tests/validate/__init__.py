"""The exports held against other people's programs: `make validate`. Files here are not found by `make test`."""
