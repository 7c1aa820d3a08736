# SPDX-License-Identifier: GPL-3.0-only
"""Audience segments: living groups of organisations and their people, by what they are and what they did."""
