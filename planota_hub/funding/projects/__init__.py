# SPDX-License-Identifier: GPL-3.0-only
"""Funded projects of the hub: money, claims, permissions, cards."""
