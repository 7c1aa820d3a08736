# SPDX-License-Identifier: GPL-3.0-only
"""What the public forms of advocacy have in common: the known person, what happens next."""

import frappe
from frappe import _

from planota_hub.mail.account import can_leave
from planota_hub.public_forms.web_forms import get_field, get_known_person


def know_person(context, name_field: str) -> dict:
	"""Return what the hub knows of a logged-in person, whose confirmed address need not be asked."""
	if frappe.session.user == "Guest":
		return {}
	email = get_field(context, "email")
	email.hidden, email.reqd = 1, 0
	return get_known_person(name_field)


def get_confirmation_texts() -> dict[str, str]:
	"""Return what the page says after a form that has to be confirmed."""
	if not can_leave():
		return {
			"to_confirm": _(
				"We send you a link as soon as our e-mail works again. It counts once you have opened it."
			)
		}
	return {
		"to_confirm": _("Now open your mailbox: we have sent you a link. It counts once you have opened it."),
		"spam": _("No message within a few minutes? Please look into the folder for unwanted mail."),
	}
