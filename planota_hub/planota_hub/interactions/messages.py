# SPDX-License-Identifier: GPL-3.0-only
"""E-mails stand in the log of contacts by themselves: one entry for each organisation that a message belongs to.

The entry leads to the message and holds its subject, not its text: that stands in the history of the record, once. Of a
message about another record than the organisation it holds the kind of that record only. It
follows the message: one that is moved to another record, marked as spam or deleted takes its entries along, except
those in which somebody has gone on working.
"""

import html
import re
from datetime import datetime
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr, get_datetime, now_datetime

from planota_hub.planota_hub.interactions.rules import EMAIL, FIRST_YEAR, FROM_THEM, FROM_US, INTERACTION
from planota_hub.rules.text import clean_text, has_markup

if TYPE_CHECKING:
	from frappe.core.doctype.communication.communication import Communication

ORGANISATIONS = ("NGO", "Stakeholder")
MESSAGE = "Communication"
# how the framework calls what a message is -> the channel
CHANNELS = {"Email": EMAIL, "Phone": "Phone Call", "Chat": "Message", "SMS": "Message", "Visit": "Visit"}
NOT_MEANT = ("Spam", "Trash")
TOPIC_LENGTH = 140
# what a page could take for markup, in any spelling
MARKUP = re.compile(r"[<>&＜＞﹤﹥]")
# fields of records of the hub that say with whom a message about them was exchanged
FIELDS_OF_ORGANISATIONS = {"ngo": "NGO", "stakeholder": "Stakeholder"}

Organisation = tuple[str, str]


def follow_message(communication: "Communication", method: str | None = None) -> None:
	"""Hook `on_update` of Communication: make the entries of a message what it says now."""
	wanted = find_organisations(communication) if is_contact(communication) else []
	if not wanted and not frappe.db.exists(INTERACTION, {"communication": communication.name}):
		return
	# two who save a message at once make its entries one after the other
	frappe.db.get_value(MESSAGE, communication.name, "name", for_update=True)
	stored = get_entries(communication.name)
	for organisation, name in stored.items():
		if organisation not in wanted:
			let_go(name)
	for organisation in wanted:
		if organisation not in stored:
			make_entry(communication, organisation)


def forget_message(communication: "Communication", method: str | None = None) -> None:
	"""Hook `on_trash` of Communication: its entries go with it."""
	for name in get_entries(communication.name).values():
		let_go(name)


def is_contact(communication: "Communication") -> bool:
	"""Tell whether somebody wrote or spoke to somebody, and it was not a program or spam."""
	return (
		communication.communication_type == "Communication"
		and communication.communication_medium in CHANNELS
		and communication.email_status not in NOT_MEANT
	)


def find_organisations(communication: "Communication") -> list[Organisation]:
	"""Return the NGOs and stakeholders to which a message belongs: by its record, and by its links."""
	named = [(communication.reference_doctype, communication.reference_name)]
	named += [(row.link_doctype, row.link_name) for row in communication.timeline_links]
	named += find_organisations_of(communication.reference_doctype, communication.reference_name)
	return [
		one for one in dict.fromkeys(named) if one[0] in ORGANISATIONS and one[1] and frappe.db.exists(*one)
	]


def find_organisations_of(doctype: str | None, name: str | None) -> list[Organisation]:
	"""Return whom a record of the hub names as its NGO or stakeholder."""
	if not doctype or not name or doctype in ORGANISATIONS:
		return []
	meta = frappe.get_meta(doctype)
	fields = [
		field
		for field, target in FIELDS_OF_ORGANISATIONS.items()
		if is_link_to(meta.get_field(field), target)
	]
	values = frappe.db.get_value(doctype, name, fields, as_dict=True) if fields else None
	return [(FIELDS_OF_ORGANISATIONS[field], values[field]) for field in fields if values and values[field]]


def is_link_to(field, doctype: str) -> bool:
	return bool(field) and field.fieldtype == "Link" and field.options == doctype


def get_entries(communication: str) -> dict[Organisation, str]:
	"""Return the entries of a message by organisation."""
	rows = frappe.get_all(
		INTERACTION,
		{"communication": communication},
		["name", "organisation_doctype", "organisation"],
		order_by="name asc",
	)
	return {(row.organisation_doctype, row.organisation): row.name for row in rows}


def let_go(name: str) -> None:
	"""Remove an entry whose message is gone; one with tasks, notes or support stays, without the message."""
	entry = frappe.get_doc(INTERACTION, name)
	if entry.tasks or entry.note or entry.support_kind:
		entry.db_set("communication", None, update_modified=False)
	else:
		frappe.delete_doc(INTERACTION, name, ignore_permissions=True, delete_permanently=True)


def make_entry(communication: "Communication", organisation: Organisation) -> None:
	is_sent = communication.sent_or_received == "Sent"
	entry = frappe.get_doc(
		{
			"doctype": INTERACTION,
			"topic": get_topic(communication),
			"channel": CHANNELS[communication.communication_medium],
			"direction": FROM_US if is_sent else FROM_THEM,
			"happened_on": get_time(communication),
			"held_by": get_sender(communication) if is_sent else None,
			"organisation_doctype": organisation[0],
			"organisation": organisation[1],
			"communication": communication.name,
		}
	)
	entry.flags.of_message = True
	entry.flags.ignore_links = True
	entry.insert(ignore_permissions=True)


def get_topic(communication: "Communication") -> str:
	"""Return the subject of a message as plain text, whatever somebody wrote into it.

	A message about another record is for those who may open that record; its entry says of what kind that is, no more.
	"""
	if communication.reference_doctype not in ORGANISATIONS:
		return _(communication.reference_doctype) if communication.reference_doctype else _("No Subject")
	subject = clean_text(cstr(communication.subject))
	if has_markup(subject):
		subject = clean_text(MARKUP.sub(" ", html.unescape(html.unescape(subject))))
	return subject[:TOPIC_LENGTH].strip() or _("No Subject")


def get_time(communication: "Communication") -> datetime:
	"""Return when a message was sent; the clock of another mail server may be ahead, or years behind."""
	when = get_datetime(communication.communication_date or communication.creation or now_datetime())
	return min(when, now_datetime()) if when.year >= FIRST_YEAR else now_datetime()


def get_sender(communication: "Communication") -> str | None:
	"""Return who of the hub sent a message: its user, who is the one that was logged in."""
	user = communication.user or communication.owner
	return user if user != "Guest" and frappe.db.exists("User", user) else None


def leave_one_of_each_message(doctype: str, kept: str, merged: str) -> None:
	"""Let a message that both of two merged organisations got have one entry; answers a `Key` of `hub_merging`."""
	if doctype not in ORGANISATIONS:
		return
	seen = set()
	for row in frappe.get_all(
		INTERACTION,
		{"organisation_doctype": doctype, "organisation": kept, "communication": ("is", "set")},
		["name", "communication"],
		order_by="creation asc, name asc",
		limit_page_length=0,
	):
		if row.communication in seen:
			let_go(row.name)
		seen.add(row.communication)


def log_all_messages(at_once: int = 500) -> int:
	"""Make the entries of all messages that there are; for sites from before the log. Returns how many were looked at."""
	after, number = "", 0
	filters = {"communication_type": MESSAGE, "communication_medium": ("in", sorted(CHANNELS))}
	while names := frappe.get_all(
		MESSAGE,
		{**filters, "name": (">", after)},
		pluck="name",
		order_by="name asc",
		limit_page_length=at_once,
	):
		after, number = names[-1], number + len(names)
		for name in names:
			follow_message(frappe.get_doc(MESSAGE, name))
	return number
