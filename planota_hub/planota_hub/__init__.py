# SPDX-License-Identifier: GPL-3.0-only
"""The register and what stands beside it: organisations, places, meetings, briefings, practices, exchanges."""
