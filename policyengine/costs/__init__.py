"""Costs: their arithmetic, the content of a cost report, and costs in words.

A month is 30 days of 24 hours here, as in the published cost tables that this project reads.
"""

DAYS_PER_MONTH = 30
HOURS_PER_MONTH = 720
MONTHS_PER_YEAR = 12
SECONDS_PER_DAY = 86_400
SECONDS_PER_HOUR = 3_600
