# SPDX-License-Identifier: GPL-3.0-only
"""Partnerships: consortia of three sectors, joint action plans, promotion, proposals for programmes."""
