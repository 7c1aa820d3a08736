# SPDX-License-Identifier: GPL-3.0-only
"""Sites from before news were a kind of record: the search of the Desk finds them."""

from planota_hub.setup.search import create_search_doctypes


def execute() -> None:
	create_search_doctypes("Hub News")
