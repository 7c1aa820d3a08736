"""Meetings: who is invited, answers, quorum, decisions that are tasks, minutes."""
