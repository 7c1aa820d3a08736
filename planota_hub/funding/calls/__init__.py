# SPDX-License-Identifier: GPL-3.0-only
"""Funding calls: rules, status, friendliness, matching, alerts, pages and feed."""
