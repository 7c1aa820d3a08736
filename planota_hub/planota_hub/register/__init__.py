"""Organisations and places: intake, verification, people, duplicates, merging, portal access, retention."""
