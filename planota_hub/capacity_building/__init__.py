"""Capacity building: workshops, development plans, mentoring and requests; one ledger of delivered hours."""
