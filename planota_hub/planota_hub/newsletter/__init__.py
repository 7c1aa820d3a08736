# SPDX-License-Identifier: GPL-3.0-only
"""The newsletter: who subscribed to it on the website, and a briefing made of what is new."""
