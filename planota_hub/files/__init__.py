# SPDX-License-Identifier: GPL-3.0-only
"""Files: where they may lie, who makes and reads them, and what a browser never shows as a page."""
