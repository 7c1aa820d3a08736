"""Consortia: partners, agreements, stages, members of their meetings."""
