# SPDX-License-Identifier: GPL-3.0-only
"""Development plans: application, selection, steps, progress, capacity levels."""
