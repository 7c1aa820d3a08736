# SPDX-License-Identifier: GPL-3.0-only
"""Tables that people bring: opened, understood column by column, and imported without another value in between."""
