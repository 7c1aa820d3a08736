# SPDX-License-Identifier: GPL-3.0-only
"""The embedded site: its commands, its engine and what happens when it is killed or its disk is full."""
