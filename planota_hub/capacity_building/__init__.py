# SPDX-License-Identifier: GPL-3.0-only
"""Capacity building: workshops, development plans, mentoring and requests; one ledger of delivered hours."""
