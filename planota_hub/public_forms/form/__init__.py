# SPDX-License-Identifier: GPL-3.0-only
"""How a Web Form becomes a page of the hub: its steps, what was typed, what is wrong with it, what became of it."""
