# SPDX-License-Identifier: GPL-3.0-only
"""Page `/rate-support?token=…`: the sender of a support request says how satisfied they are."""

import frappe
from frappe import _

from planota_hub.capacity_building.support.intake import get_rated_request, get_rating_problem
from planota_hub.capacity_building.support.targets import REQUEST
from planota_hub.public_forms.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Ask for a number from 1 to 5, or say why that is not possible."""
	add_page_context(context, is_private=True)
	context.title = _("How satisfied are you?")
	context.token = get_parameter("token")
	try:
		request = frappe.get_doc(REQUEST, get_rated_request(context.token))
	except (frappe.PermissionError, frappe.DoesNotExistError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	context.subject = request.subject
	context.message = get_rating_problem(request)
	context.ratings = get_ratings()


def get_ratings() -> list[tuple[int, str]]:
	"""Return the choices, the best first, each with its meaning."""
	return [
		(5, _("Very satisfied")),
		(4, _("Satisfied")),
		(3, _("Neither satisfied nor dissatisfied")),
		(2, _("Dissatisfied")),
		(1, _("Very dissatisfied")),
	]
