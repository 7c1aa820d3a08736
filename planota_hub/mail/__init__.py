# SPDX-License-Identifier: GPL-3.0-only
"""How the hub writes to people, and what it says about days, times and places."""
