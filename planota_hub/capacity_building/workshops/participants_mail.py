# SPDX-License-Identifier: GPL-3.0-only
"""A message of the staff to the participants of a workshop: about this workshop, and about nothing else."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.capacity_building.workshops import waiting_list
from planota_hub.capacity_building.workshops.mail import manage_link
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import leave_out
from planota_hub.mail.wording import describe_place, describe_time, speaking

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.training_workshop.training_workshop import TrainingWorkshop

LONGEST_TEXT = 10_000  # characters
# who is written to -> filters on the registrations
READERS = {
	"Confirmed": {"status": waiting_list.CONFIRMED},
	"Waiting List": {"status": waiting_list.WAITING},
	"Attended": {"status": waiting_list.CONFIRMED, "attendance": "Attended"},
}


@frappe.whitelist(methods=["POST"])
def write_to_participants(workshop: str, readers: str, subject: str, text: str) -> int:
	"""Queue a message to participants of a workshop; return to how many mailboxes it goes.

	The text goes out as it was typed; greeting, labels and the data of the workshop are in the language of each reader.

	Args:
	        readers: "Confirmed", "Waiting List" or "Attended".

	Raises:
	        frappe.PermissionError: for whoever may not change the workshop.
	        frappe.ValidationError: without a subject, a text or a reader.
	"""
	doc = frappe.get_doc(waiting_list.WORKSHOP, workshop)
	doc.check_permission("write")
	subject, lines = read_message(subject, text)
	if readers not in READERS:
		frappe.throw(_("Please choose who is written to."))
	return sum(tell(doc, row, subject, lines) for row in get_readers(workshop, readers))


def read_message(subject: str, text: str) -> tuple[str, list[str]]:
	"""Return the subject in one line, and the paragraphs of the text."""
	subject = " ".join(cstr(subject).split())
	lines = [line.strip() for line in cstr(text).split("\n") if line.strip()]
	if not subject or not lines:
		frappe.throw(_("Please write a subject and a text."))
	if len(cstr(text)) > LONGEST_TEXT or len(subject) > 140:
		frappe.throw(_("The message is too long: expected are at most {0} characters.").format(LONGEST_TEXT))
	return subject, lines


def get_readers(workshop: str, readers: str) -> list[frappe._dict]:
	"""Return the registrations that are written to, each mailbox once."""
	rows = frappe.get_list(
		waiting_list.REGISTRATION,
		{"workshop": workshop, **READERS[readers]},
		["name", "participant_name", "email", "email_key", "preferred_language"],
		order_by="queue_number asc",
		limit_page_length=0,
	)
	kept: dict[str, frappe._dict] = {}
	for row in rows:
		if not row.email:
			leave_out(row.participant_name, _("no e-mail address"))
		elif row.email_key in kept:
			leave_out(row.participant_name, _("reads at the same address as somebody before"))
		else:
			kept[row.email_key] = row
	if not kept:
		frappe.throw(_("There is nobody to write to."))
	return list(kept.values())


def tell(workshop: "TrainingWorkshop", row: frappe._dict, subject: str, lines: list[str]) -> bool:
	with speaking(row.preferred_language):
		facts = [
			(_("Workshop"), workshop.workshop_title),
			(_("When"), describe_time(workshop)),
			(_("Where"), describe_place(workshop)),
		]
		message = Message(f"{subject}: {workshop.workshop_title}", lines, facts, manage_link(row))
		return send(row.email, message, (waiting_list.WORKSHOP, workshop.name))
