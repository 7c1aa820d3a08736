# SPDX-License-Identifier: GPL-3.0-only
"""The log of contacts: calls, visits, letters, messages, talks and e-mails with organisations and people."""
