# SPDX-License-Identifier: GPL-3.0-only
"""Regional programmes: stages and inclusion of proposals."""
