"""Funding and accountability: calls and applications, the hub's projects, indicators with their evidence."""
