# SPDX-License-Identifier: GPL-3.0-only
"""Applications to calls: rules, figures, reminders of reports."""
