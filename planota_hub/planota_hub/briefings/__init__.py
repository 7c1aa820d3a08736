# SPDX-License-Identifier: GPL-3.0-only
"""Briefings: audience, text, sending in the background, deliveries, opting out."""
