# SPDX-License-Identifier: GPL-3.0-only
"""Who was reached: figures, permissions and retention of briefings, practices and exchanges."""
