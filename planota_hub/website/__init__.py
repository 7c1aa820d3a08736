# SPDX-License-Identifier: GPL-3.0-only
"""The hub's web presence around its pages: what stands above and below each of them, the home page, the search."""
