"""Campaigns: stages, targets, supporters, members, figures."""
