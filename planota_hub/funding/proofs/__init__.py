# SPDX-License-Identifier: GPL-3.0-only
"""Proofs of what the hub reports: what a funder asks for, what is there, what is missing, and all of it in one archive."""
