# SPDX-License-Identifier: GPL-3.0-only
"""Good practices: intake on the web, publication, exchange between hubs."""
