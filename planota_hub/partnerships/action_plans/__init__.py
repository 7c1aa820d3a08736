# SPDX-License-Identifier: GPL-3.0-only
"""Joint action plans: partners, progress, reports by partners."""
