# SPDX-License-Identifier: GPL-3.0-only
"""Requests for support and the ledger of delivered hours."""
