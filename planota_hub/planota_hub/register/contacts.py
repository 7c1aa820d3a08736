# SPDX-License-Identifier: GPL-3.0-only
"""A Contact for everybody in office, so that the framework's mails, calls and address book know them."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import frappe
from frappe.utils import cstr

if TYPE_CHECKING:
	from frappe.contacts.doctype.contact.contact import Contact

	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative

# what guests submit becomes a contact only when somebody has verified it
STAGES_WITH_CONTACTS = ("Verified", "Inactive")


def update_contacts(ngo: "NGO") -> None:
	"""Keep a Contact for everybody in office; whoever left loses the link to this NGO."""
	if ngo.stage not in STAGES_WITH_CONTACTS:
		return
	before = ngo.get_doc_before_save()
	for row in ngo.representatives:
		if row.is_current:
			update_contact(ngo, row)
	kept = {row.contact for row in ngo.representatives if row.contact and row.is_current}
	known = {row.contact for row in [*ngo.representatives, *(before.representatives if before else [])]}
	for contact in sorted(name for name in known if name and name not in kept):
		release_contact(ngo, contact)


def update_contact(ngo: "NGO", row: "NGORepresentative") -> None:
	"""Create or update the Contact of one row."""
	name = find_contact(row)
	contact = frappe.get_doc("Contact", name) if name else frappe.new_doc("Contact")
	wanted = get_contact_data(row)
	if not name or wanted != contact_data_of(contact, wanted) or not contact.has_link("NGO", ngo.name):
		contact.update({key: value for key, value in wanted.items() if key not in ("email", "phone")})
		set_primary(contact, "email_ids", "email_id", "is_primary", wanted["email"])
		if not contact.has_link("NGO", ngo.name):
			contact.append("links", {"link_doctype": "NGO", "link_name": ngo.name})
		with no_gravatar():
			if not name and wanted["phone"]:
				# first without the number: a CRM may look for the calls of a new contact and commit in the middle
				# of what the NGO's save has to do as a whole (ERPNext 15, `link_existing_conversations`)
				contact.save(ignore_permissions=True)
			set_primary(contact, "phone_nos", "phone", "is_primary_phone", wanted["phone"])
			contact.save(ignore_permissions=True)
	if row.contact != contact.name:
		row.db_set("contact", contact.name, update_modified=False)


def find_contact(row: "NGORepresentative") -> str | None:
	"""Return the Contact of a row: its own, or one with the same name and e-mail address."""
	if row.contact and frappe.db.exists("Contact", row.contact):
		return row.contact
	if not row.email:
		return None
	filters = {"email_id": row.email, "full_name": row.full_name}
	return frappe.db.get_value("Contact", filters, "name", order_by="creation")


def get_contact_data(row: "NGORepresentative") -> dict[str, str | None]:
	"""Return what the Contact of a row should hold."""
	first_name, _space, last_name = cstr(row.full_name).partition(" ")
	data = {
		"first_name": first_name,
		"last_name": last_name or None,
		"designation": row.function or None,
		"email": row.email or None,
		"phone": row.phone or None,
	}
	return {**data, "user": row.user} if row.user else data


def contact_data_of(contact: "Contact", wanted: dict[str, str | None]) -> dict[str, str | None]:
	"""Return what the Contact holds of the wanted data."""
	data = {key: contact.get(key) or None for key in wanted}
	data["email"] = next((row.email_id for row in contact.email_ids if row.is_primary), None)
	data["phone"] = next((row.phone for row in contact.phone_nos if row.is_primary_phone), None)
	return data


@contextmanager
def no_gravatar() -> Iterator[None]:
	"""Save a Contact or User without sending the hash of a person's e-mail address to gravatar.com.

	The framework looks for a picture there on every save of a new e-mail address, except while importing.
	"""
	importing = frappe.flags.in_import
	frappe.flags.in_import = True
	try:
		yield
	finally:
		frappe.flags.in_import = importing


def set_primary(contact: "Contact", table: str, fieldname: str, mark: str, value: str | None) -> None:
	"""Make a value the primary one of a contact's table; the former primary one is replaced by it."""
	rows = [row for row in contact.get(table) if not row.get(mark) and row.get(fieldname) != value]
	contact.set(table, rows)
	if value:
		contact.append(table, {fieldname: value, mark: 1})


def release_contact(ngo: "NGO", name: str) -> None:
	"""Unlink a Contact from the NGO; delete it when nothing else needs it."""
	for row in ngo.representatives:
		if row.contact == name:
			row.db_set("contact", None, update_modified=False)
	if not frappe.db.exists("Contact", name):
		return
	contact = frappe.get_doc("Contact", name)
	contact.set(
		"links", [row for row in contact.links if (row.link_doctype, row.link_name) != ("NGO", ngo.name)]
	)
	if contact.links or contact.user:
		with no_gravatar():
			contact.save(ignore_permissions=True)
	else:
		frappe.delete_doc("Contact", name, ignore_permissions=True, force=True, delete_permanently=True)


def forget_contact(name: str) -> None:
	"""Hook `hub_before_person_removed`: an NGO's entry for a person no longer points at their contact."""
	for row in frappe.get_all("NGO Representative", {"contact": name}, pluck="name", order_by="name asc"):
		frappe.db.set_value("NGO Representative", row, "contact", None, update_modified=False)
