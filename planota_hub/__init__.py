# SPDX-License-Identifier: GPL-3.0-only
"""Planota Hub: the working register and tools of a regional NGO hub, as a Frappe app."""

__version__ = "0.1.0"
