"""What the public forms of advocacy have in common: the own NGOs, the known person, what happens next."""

import frappe
from frappe import _
from frappe.utils import escape_html

from planota_hub.permissions import get_own_ngos
from planota_hub.planota_hub.web_forms import get_field, insert_fields


def offer_own_ngos(context, before: str) -> bool:
	"""Let a representative choose among the own NGOs; tell whether there are any."""
	own = get_own_ngos()
	if not own:
		return False
	ngos = frappe.get_all(
		"NGO", {"name": ("in", own)}, ["name", "ngo_name"], order_by="ngo_name asc, name asc"
	)
	options = [{"value": ngo.name, "label": escape_html(ngo.ngo_name)} for ngo in ngos]
	field = {
		"fieldname": "ngo",
		"fieldtype": "Select",
		"label": _("Your NGO"),
		"options": [{"value": "", "label": ""}, *options],
	}
	insert_fields(context, before, [field])
	return True


def know_person(context, name_field: str) -> dict:
	"""Return what the hub knows of a logged-in person, whose confirmed address need not be asked."""
	if frappe.session.user == "Guest":
		return {}
	account = frappe.get_cached_doc("User", frappe.session.user)
	email = get_field(context, "email")
	email.hidden, email.reqd = 1, 0
	return {name_field: account.full_name}


def get_confirmation_texts() -> dict[str, str]:
	"""Return what the page says after a form that has to be confirmed."""
	return {
		"to_confirm": _("Now open your mailbox: we have sent you a link. It counts once you have opened it."),
		"spam": _("No message within a few minutes? Please look into the folder for unwanted mail."),
	}
