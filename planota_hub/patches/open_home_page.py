# SPDX-License-Identifier: GPL-3.0-only
"""Show visitors the hub's home page where they met the log-in, unless the site has chosen another page; bring the pages about the hub."""

from planota_hub.setup.foreign_permissions import add_foreign_permissions
from planota_hub.setup.website import create_pages, set_home_page


def execute() -> None:
	"""Once; whoever chooses another page later keeps it."""
	set_home_page()
	create_pages()
	add_foreign_permissions("Web Page")
