"""Whole paths through the Desk, the website and the portal, walked in a browser."""
