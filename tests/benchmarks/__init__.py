# SPDX-License-Identifier: GPL-3.0-only
"""The benchmark: its data are right, it knows everything, and nothing asks the database more often than it may."""
