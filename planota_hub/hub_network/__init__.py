# SPDX-License-Identifier: GPL-3.0-only
"""Between hubs: reports that a hub publishes, and the view of a network that compares those of its hubs."""
