# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/elections`: calls, votes and results of the elections to the bodies in which NGOs are represented."""

from frappe import _

from planota_hub.local_networks.elections.pages import get_elections
from planota_hub.public_forms.website import add_page_context

sitemap = 1


def get_context(context) -> None:
	"""Show the public elections."""
	add_page_context(context)
	context.title = _("Elections")
	context.elections = get_elections()
