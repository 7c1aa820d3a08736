# SPDX-License-Identifier: GPL-3.0-only
"""Votes of members between meetings and in them: who votes, by which link, how it is counted and what follows."""
