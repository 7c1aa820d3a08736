# SPDX-License-Identifier: GPL-3.0-only
"""What a person with a log-in keeps up to date about themselves: how the hub reaches them for each NGO."""

import frappe
from frappe import _
from frappe.query_builder import DocType
from frappe.utils import cstr

from planota_hub.planota_hub.portal.meanwhile import describe_state, refuse_overwriting
from planota_hub.planota_hub.register.representatives import current_term_condition
from planota_hub.public_forms.intake import read_email
from planota_hub.rules.name_order import by_name

CONTACT_FIELDS = ("email", "phone")


def get_own_terms() -> list[frappe._dict]:
	"""Return the current terms of the user, by NGO.

	Each with `ngo`, `ngo_name`, `function`, `email`, `phone`, and the `state` in which they are shown.
	"""
	row, ngo = DocType("NGO Representative"), DocType("NGO")
	terms = (
		frappe.qb.from_(row)
		.join(ngo)
		.on((ngo.name == row.parent) & (row.parenttype == "NGO"))
		.select(row.name, ngo.name.as_("ngo"), ngo.ngo_name, row.function, row.email, row.phone)
		.where((row.user == frappe.session.user) & current_term_condition(row))
		.orderby(by_name(ngo.ngo_name), row.name)
		.run(as_dict=True)
	)
	for term in terms:
		term.state = describe_state(term, CONTACT_FIELDS)
	return terms


@frappe.whitelist(methods=["POST"])
def change_contact_data(term: str, email: str, phone: str = "", hub_shown: str = "") -> str:
	"""Change how the hub reaches the user for one NGO. What others have changed of the NGO meanwhile stays.

	Args:
	        term: name of the user's row among the representatives.
	        hub_shown: what the form showed (`describe_state`).

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for the row of somebody else, or a term that is over.
	        frappe.ValidationError: for a value that is refused, with its field's name.
	        ChangedMeanwhileError: when the hub or a colleague has changed them since.
	"""
	own = {row.name: row.ngo for row in get_own_terms()}
	if cstr(term) not in own:
		frappe.throw(_("You can only change your own contact data. Please log in."), frappe.PermissionError)
	address = read_email(_("Email"), email)
	ngo = frappe.get_doc("NGO", own[term], for_update=True)
	row = ngo.getone("representatives", {"name": term})
	refuse_overwriting(row, CONTACT_FIELDS, hub_shown)
	row.update({"email": address, "phone": cstr(phone).strip()})
	ngo.save()
	return _("Your contact data are saved.")
