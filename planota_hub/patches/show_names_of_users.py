# SPDX-License-Identifier: GPL-3.0-only
"""Sites from before people stood by their names."""

from planota_hub.setup.people import show_names_of_users


def execute() -> None:
	"""Let links to users show names; a second time changes nothing."""
	show_names_of_users()
