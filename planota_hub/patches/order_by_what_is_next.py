# SPDX-License-Identifier: GPL-3.0-only
"""Records that lie ahead, or are over, get their place in the lists that begin with what is next."""

from planota_hub.rules.coming import refresh_orders


def execute() -> None:
	"""Find those that have no place yet; a second time finds nothing."""
	refresh_orders()
