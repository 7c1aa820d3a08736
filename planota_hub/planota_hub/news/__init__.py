# SPDX-License-Identifier: GPL-3.0-only
"""News of the hub on its website."""
