# SPDX-License-Identifier: GPL-3.0-only
"""Organisations and places: intake, verification, people, duplicates, merging, portal access, retention."""
