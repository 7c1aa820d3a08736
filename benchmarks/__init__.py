# SPDX-License-Identifier: GPL-3.0-only
"""What is measured, how, and what came out: `README.md`."""
