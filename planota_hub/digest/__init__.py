# SPDX-License-Identifier: GPL-3.0-only
"""What managers are told once a month, and which steps are overdue; asks all areas by hook."""
