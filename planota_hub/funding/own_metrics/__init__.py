# SPDX-License-Identifier: GPL-3.0-only
"""Metrics that managers define over the hub's records, beside those that are written in Python."""
