# SPDX-License-Identifier: GPL-3.0-only
"""What a network sees in the reports of its hubs: figures side by side, a map, and what several regions share."""
