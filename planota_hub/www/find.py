# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/find?q=…`: the search over everything that the public may read."""

from frappe import _

from planota_hub.public_forms.website import add_page_context, get_parameter
from planota_hub.website.search import LONGEST_QUERY, find

sitemap = 0


def get_context(context) -> None:
	"""Show what matches, area by area."""
	add_page_context(context, is_private=True)
	context.title = _("Search")
	context.query = get_parameter("q")[:LONGEST_QUERY]
	context.groups = find(context.query)
	context.total = sum(group.total for group in context.groups)
