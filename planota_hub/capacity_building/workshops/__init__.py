# SPDX-License-Identifier: GPL-3.0-only
"""Workshops: registration, seats, attendance, reminders, pages and calendar files."""
