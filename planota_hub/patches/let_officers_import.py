# SPDX-License-Identifier: GPL-3.0-only
"""Let the staff run an import from its start to its log."""

from planota_hub.setup.foreign_permissions import add_foreign_permissions


def execute() -> None:
	"""Once; what the site's administrator does to the rows later stays."""
	add_foreign_permissions("Data Import", "Data Import Log")
