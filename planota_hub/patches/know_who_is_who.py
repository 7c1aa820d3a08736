# SPDX-License-Identifier: GPL-3.0-only
"""Bring what stands for organisations and people to records and names, for sites whose keys were made of addresses."""

import frappe

from planota_hub.advocacy.campaigns.supporters import (
	CONFIRMED,
	KEY_FIELDS,
	SUPPORTER,
	get_organisation_key,
	get_person_key,
	set_organisation_key,
)
from planota_hub.capacity_building.workshops import seats
from planota_hub.planota_hub.register.identity.keys import name_again
from planota_hub.planota_hub.register.identity.persons import get_person_key as get_key_of_person
from planota_hub.rules.fields import get_email_key


def execute() -> None:
	"""Once; a second time finds everything in its place."""
	let_a_mailbox_read_for_several()
	refresh_supporters()
	refresh_registrations()
	name_records_again()
	forget_gone_twins()


def let_a_mailbox_read_for_several() -> None:
	"""A briefing was logged once for each address; now it is for each organisation there."""
	if frappe.db.db_type == "sqlite":
		frappe.db.sql_ddl("DROP INDEX IF EXISTS `briefing_recipient_once`")
		# what the index is called once the table has been made anew
		frappe.db.sql_ddl("DROP INDEX IF EXISTS `tabBriefing Recipient_briefing_email_unique`")
	else:
		frappe.db.sql_ddl(
			"ALTER TABLE `tabBriefing Recipient` DROP INDEX IF EXISTS `briefing_recipient_once`"
		)


def refresh_supporters() -> None:
	fields = ["name", "status", "email", "supporter_name", "person_key", "email_key", "organisation_key"]
	order = "confirmed_on asc, creation asc, name asc"
	for row in frappe.get_all(SUPPORTER, {}, [*fields, *KEY_FIELDS], order_by=order):
		keys = {
			"email_key": get_email_key(row.email) or None,
			"person_key": get_person_key(row) if row.person_key else None,
		}
		if any(row[field] != value for field, value in keys.items()):
			frappe.db.set_value(SUPPORTER, row.name, keys, update_modified=False)
		wanted = get_organisation_key(row) if row.status == CONFIRMED else None
		if row.organisation_key != wanted:
			set_organisation_key(row, wanted)


def refresh_registrations() -> None:
	active = {"status": ("!=", seats.CANCELLED), "email_key": ("is", "set")}
	fields = ["name", "workshop", "participant_name", "email", "active_key"]
	for row in frappe.get_all(seats.REGISTRATION, active, fields, order_by="name asc"):
		person = get_key_of_person(row.participant_name, row.email)
		wanted = f"{row.workshop}:{person}" if person else None
		if row.active_key != wanted:
			frappe.db.set_value(seats.REGISTRATION, row.name, "active_key", wanted, update_modified=False)


def name_records_again() -> None:
	"""Two NGOs may have been merged before records named after them followed."""
	for entry in frappe.get_hooks("hub_named_after"):
		field = entry["fieldname"]
		names = frappe.get_all(entry["doctype"], pluck=field, distinct=True, order_by=f"{field} asc")
		for name in names:
			name_again(name)


def forget_gone_twins() -> None:
	"""An NGO can't be distinct from one that is not there any more."""
	there = set(frappe.get_all("NGO", pluck="name", order_by="name asc", limit_page_length=0))
	for row in frappe.get_all(
		"NGO", {"distinct_from": ("is", "set")}, ["name", "distinct_from"], order_by="name asc"
	):
		kept = [name for name in row.distinct_from.split() if name in there]
		value = "\n".join(kept) or None
		if value != row.distinct_from:
			frappe.db.set_value("NGO", row.name, "distinct_from", value, update_modified=False)
