# SPDX-License-Identifier: GPL-3.0-only
"""The registry of metrics from which indicators are computed; each area declares its own by hook."""
