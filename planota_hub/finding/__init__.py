# SPDX-License-Identifier: GPL-3.0-only
"""Finding records while typing: an index of folded words, what stands in it, and how it is asked."""
