"""Requests for support and the ledger of delivered hours."""
