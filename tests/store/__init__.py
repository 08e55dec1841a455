"""What outlives a page, on SQLite and on PostgreSQL."""
