# SPDX-License-Identifier: GPL-3.0-only
"""Public page `/good-practices/<name>`: one practice with all that others need to do the same."""

import frappe

from planota_hub.planota_hub.practices.pages import get_public_practice
from planota_hub.public_forms.structured_data import describe_article
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show a published practice.

	Raises:
	        frappe.PageDoesNotExistError: when there is none of that name, or it is not published.
	"""
	practice = get_public_practice(get_parameter("name"))
	if not practice:
		raise frappe.PageDoesNotExistError
	add_page_context(context)
	context.title, context.description = practice.practice_title, practice.summary
	context.structured_data = describe_article(
		practice.practice_title, f"/good-practices/{practice.name}", practice.summary, practice.published_on
	)
	context.practice = practice
