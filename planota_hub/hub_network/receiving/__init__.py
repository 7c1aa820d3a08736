# SPDX-License-Identifier: GPL-3.0-only
"""What a network takes over from its hubs: by file, or fetched from their addresses."""
