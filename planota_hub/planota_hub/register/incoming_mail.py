# SPDX-License-Identifier: GPL-3.0-only
"""Mail that comes in finds the record it belongs to.

An answer stands where it was asked, by the framework's own doing. What is new comes to the organisation for which the
address of its sender speaks, else to the person with this address: into its history, and under the bell of the staff.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.planota_hub.register.identity.organisations import NAME_FIELDS, find_by_mailbox
from planota_hub.rules.fields import get_email_key

if TYPE_CHECKING:
	from frappe.core.doctype.communication.communication import Communication

CONTACT = "Contact"


def find_record(communication: "Communication", method: str | None = None) -> None:
	"""Hook `before_insert` of Communication: a new mail comes to who sent it.

	Of several organisations that read at one address, each has it in its history; the first is the one it belongs to.
	"""
	if not is_new_mail(communication):
		return
	found = [(one.doctype, one.name) for one in find_by_mailbox(communication.sender)]
	found = list(dict.fromkeys(found)) or [(CONTACT, name) for name in find_people(communication.sender)[:1]]
	if not found:
		return
	communication.reference_doctype, communication.reference_name = found[0]
	for doctype, name in found[1:]:
		communication.add_link(doctype, name)
	communication.flags.hub_found = found[0]


def tell_staff(communication: "Communication", method: str | None = None) -> None:
	"""Hook `after_insert` of Communication: the staff are told of a mail that came to an organisation or a person."""
	if not communication.flags.hub_found:
		return
	doctype, name = communication.flags.hub_found
	title = frappe.db.get_value(doctype, name, NAME_FIELDS.get(doctype, "full_name"))
	text = _("Mail from {0}: {1}", site_language()).format(title, cstr(communication.subject))
	notify_staff(doctype, name, text)


def is_new_mail(communication: "Communication") -> bool:
	"""Tell whether it is a mail that came in and that no record has yet."""
	return (
		communication.communication_type == "Communication"
		and communication.communication_medium == "Email"
		and communication.sent_or_received == "Received"
		and not communication.reference_name
		and bool(get_email_key(communication.sender))
	)


def find_people(email: str | None) -> list[str]:
	"""Return the Contacts with an address."""
	written = {"email_id": ("in", sorted({get_email_key(email), cstr(email).strip().lower()}))}
	of_contact = {**written, "parenttype": CONTACT}
	return frappe.get_all("Contact Email", of_contact, pluck="parent", order_by="creation asc, name asc")
