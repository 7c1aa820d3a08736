# SPDX-License-Identifier: GPL-3.0-only
"""Tests that need more than the app: the embedded site, a browser, or the source files themselves."""
