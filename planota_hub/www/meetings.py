# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/meetings`: the announced meetings, and published minutes, the latest meeting first."""

from frappe import _

from planota_hub.planota_hub.meetings.pages import get_coming_meetings, get_items, get_minutes
from planota_hub.public_forms.website import add_page_context
from planota_hub.website.narrowing import narrow

sitemap = 1


def get_context(context) -> None:
	"""List the coming meetings, then those with published minutes."""
	add_page_context(context)
	context.title = _("Meetings")
	context.narrowing = narrow("meetings", get_items())
	context.coming = context.narrowing.keep(get_coming_meetings())
	context.meetings = context.narrowing.keep(get_minutes())
