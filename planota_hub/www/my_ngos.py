"""Portal page `/my-ngos`: the NGOs that the logged-in person represents today."""

import frappe
from frappe import _

from planota_hub.planota_hub.representatives import current_term_condition
from planota_hub.planota_hub.website import add_page_context, redirect

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""List the own NGOs; a guest is asked to log in first."""
	if frappe.session.user == "Guest":
		redirect("/login?redirect-to=/my-ngos")
	add_page_context(context)
	context.title = _("My NGOs")
	context.ngos = get_represented_ngos(frappe.session.user)


def get_represented_ngos(user: str) -> list[dict]:
	"""Return the NGOs that a user represents today, by name."""
	ngo, representative = frappe.qb.DocType("NGO"), frappe.qb.DocType("NGO Representative")
	return (
		frappe.qb.from_(ngo)
		.join(representative)
		.on((representative.parent == ngo.name) & (representative.parenttype == "NGO"))
		.select(ngo.name, ngo.ngo_name, ngo.legal_form, ngo.municipality, ngo.stage, ngo.modified)
		.where((representative.user == user) & current_term_condition(representative))
		.orderby(ngo.ngo_name, ngo.name)
		.run(as_dict=True)
	)
