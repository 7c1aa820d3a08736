"""Briefings: audience, text, sending in the background, deliveries, opting out."""
