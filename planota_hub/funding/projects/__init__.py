"""Funded projects of the hub: money, claims, permissions, cards."""
