# SPDX-License-Identifier: GPL-3.0-only
"""Local networks: members over time, requests to join, health."""
