# SPDX-License-Identifier: GPL-3.0-only
"""Portal page `/my-ngos`: the NGOs that the logged-in person represents today."""

import frappe
from frappe import _

from planota_hub.permissions import get_represented_ngos_query
from planota_hub.public_forms.website import add_page_context, require_log_in
from planota_hub.rules.name_order import by_name

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""List the own NGOs; a guest is asked to log in first."""
	require_log_in()
	add_page_context(context, is_private=True)
	context.title = _("My NGOs")
	context.ngos = get_represented_ngos(frappe.session.user)


def get_represented_ngos(user: str) -> list[dict]:
	"""Return the NGOs that a user represents today, by name."""
	ngo = frappe.qb.DocType("NGO")
	return (
		frappe.qb.from_(ngo)
		.select(ngo.name, ngo.ngo_name, ngo.legal_form, ngo.municipality, ngo.stage, ngo.modified)
		.where(ngo.name.isin(get_represented_ngos_query(user)))
		.orderby(by_name(ngo.ngo_name), ngo.name)
		.run(as_dict=True)
	)
