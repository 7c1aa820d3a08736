"""Funding calls: rules, status, friendliness, matching, alerts, pages and feed."""
