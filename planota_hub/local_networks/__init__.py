# SPDX-License-Identifier: GPL-3.0-only
"""Local networks: needs and what answers them, members, representative bodies, mandates and elections."""
