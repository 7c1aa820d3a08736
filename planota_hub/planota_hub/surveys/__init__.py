# SPDX-License-Identifier: GPL-3.0-only
"""Surveys: what is asked, who is invited, how an answer is kept, what the answers say and what follows from them."""
