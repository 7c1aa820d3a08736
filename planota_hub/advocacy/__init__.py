"""Advocacy: policies, proposals with their consultation and result, campaigns and their supporters."""
