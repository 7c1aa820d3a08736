# SPDX-License-Identifier: GPL-3.0-only
"""Whole paths through the Desk, the website and the portal, walked in a browser."""
