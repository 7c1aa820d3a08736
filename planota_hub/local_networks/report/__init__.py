# SPDX-License-Identifier: GPL-3.0-only
"""The reports of this area, and what the figures in their columns count."""
