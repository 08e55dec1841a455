"""A month, in one place."""

MONTH_HOURS = 730.0
"""Hours in a month of the price table."""

MONTH_DAYS = MONTH_HOURS / 24
DAY_SECONDS = 86_400.0
MONTH_SECONDS = MONTH_HOURS * 3600
YEAR_DAYS = 365.0
