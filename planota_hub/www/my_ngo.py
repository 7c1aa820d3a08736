# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-ngo?name=…`: one of the own NGOs, with its people, files and history."""

from urllib.parse import urlencode

import frappe

from planota_hub.files.uploads import DOCUMENTS, PICTURES, describe_limits
from planota_hub.planota_hub.portal.confirmation import SHOWN_FIELDS, get_last_day, get_own, is_due
from planota_hub.planota_hub.portal.documents import get_documents
from planota_hub.planota_hub.portal.history import get_history
from planota_hub.planota_hub.portal.meanwhile import describe_state
from planota_hub.planota_hub.register.access_requests import get_open_requests
from planota_hub.public_forms.consent import get_text, show_text
from planota_hub.public_forms.public_areas import get_addresses
from planota_hub.public_forms.website import add_page_context, get_parameter, require_log_in

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show the NGO to its representatives; a guest is asked to log in first.

	Raises:
	        frappe.PermissionError: for an NGO that the person does not represent.
	"""
	require_log_in()
	ngo = get_own(get_parameter("name"))
	add_page_context(context, is_private=True)
	context.title, context.ngo = ngo.ngo_name, ngo
	context.state, context.logo_state = describe_state(ngo, SHOWN_FIELDS), describe_state(ngo, ("logo",))
	context.is_due, context.last_day = is_due(ngo), get_last_day(ngo)
	context.requests = get_open_requests(ngo.name)
	context.functions = [
		choice
		for choice in frappe.get_meta("NGO Representative").get_field("function").options.split("\n")
		if choice
	]
	context.consent = show_text(get_text("Portal Access Request"))
	context.documents, context.history = get_documents(ngo.name), get_history(ngo.name)
	context.pictures, context.limits_of_pictures = PICTURES, describe_limits(PICTURES)
	context.kinds, context.limits = DOCUMENTS, describe_limits(DOCUMENTS)
	context.public_url = get_addresses("NGO", [ngo.name]).get(ngo.name)
	profile = {"doctype": "NGO", "name": ngo.name, "format": "NGO Profile", "no_letterhead": 1}
	context.profile_url = f"/api/method/frappe.utils.print_format.download_pdf?{urlencode(profile)}"
