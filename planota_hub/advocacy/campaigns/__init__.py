# SPDX-License-Identifier: GPL-3.0-only
"""Campaigns: stages, targets, supporters, members, figures."""
