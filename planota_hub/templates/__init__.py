# SPDX-License-Identifier: GPL-3.0-only
"""Templates that several pages, prints and mails share."""
