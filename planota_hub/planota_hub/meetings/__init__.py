# SPDX-License-Identifier: GPL-3.0-only
"""Meetings: who is invited, answers, quorum, decisions that are tasks, minutes."""
