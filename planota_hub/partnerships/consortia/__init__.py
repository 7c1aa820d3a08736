# SPDX-License-Identifier: GPL-3.0-only
"""Consortia: partners, agreements, stages, members of their meetings."""
