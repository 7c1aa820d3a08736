# SPDX-License-Identifier: GPL-3.0-only
"""Sites on MariaDB whose index of the search is of text."""

from planota_hub.finding.index import keep_as_bytes


def execute() -> None:
	"""Let the index hold bytes; a second time changes nothing."""
	keep_as_bytes()
