# SPDX-License-Identifier: GPL-3.0-only
"""Advocacy: policies, proposals with their consultation and result, campaigns and their supporters."""
