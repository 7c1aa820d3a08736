# SPDX-License-Identifier: GPL-3.0-only
"""Funding and accountability: calls and applications, the hub's projects, indicators with their evidence."""
