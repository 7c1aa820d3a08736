# SPDX-License-Identifier: GPL-3.0-only
"""What became of the messages of a briefing: delivered, failed, answered; and the figures of it."""

import re
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.query_builder.functions import Count
from frappe.utils import cstr, now, strip_html

from planota_hub.mail import hub_mail
from planota_hub.planota_hub.briefings.opt_out import RECIPIENT

if TYPE_CHECKING:
	from frappe.core.doctype.communication.communication import Communication

	from planota_hub.planota_hub.doctype.stakeholder_briefing.stakeholder_briefing import StakeholderBriefing

BRIEFING = "Stakeholder Briefing"
SENDING, WAITING, SENT = "Sending", "Waiting", "Sent"
# whoever is in one of these was informed: the mail server has taken the message over
INFORMED = ("Delivered",)
REASON_LENGTH = 500
# how Python writes what a mail server has answered: (550, b'5.1.1 User unknown')
SERVER_ANSWER = re.compile(r"\((?P<code>[45]\d\d), b?(?P<quote>['\"])(?P<text>.*?)(?P=quote)\)")
# figure of a briefing -> statuses of recipients that it counts
FIGURES = {
	"recipients_count": ("Pending", "Queued", "Delivered", "Failed"),
	"waiting_count": ("Pending", "Queued"),
	"informed_count": INFORMED,
	"failed_count": ("Failed",),
	"left_out_count": ("Left Out",),
	"replied_count": (),
}


def count_recipients(briefings: list[str]) -> None:
	"""Write the figures of briefings anew; the one place where recipients are counted."""
	figures = {name: dict.fromkeys(FIGURES, 0) for name in briefings}
	recipient = frappe.qb.DocType(RECIPIENT)
	query = (
		frappe.qb.from_(recipient)
		.select(recipient.briefing, recipient.status, Count(recipient.name), Count(recipient.replied_on))
		.where(recipient.briefing.isin(briefings or [""]))
		.groupby(recipient.briefing, recipient.status)
	)
	for briefing, status, number, replied in query.run():
		for field, statuses in FIGURES.items():
			figures[briefing][field] += number if status in statuses else 0
		figures[briefing]["replied_count"] += replied
	for name, values in figures.items():
		frappe.db.set_value(BRIEFING, name, values, update_modified=False)


@frappe.whitelist()
def get_progress(briefing: str) -> dict:
	"""Return `status` and the figures of a briefing."""
	frappe.has_permission(BRIEFING, "read", briefing, throw=True)
	fields = ["status", "stop_reason", *FIGURES]
	return frappe.db.get_value(BRIEFING, briefing, fields, as_dict=True)


def follow_deliveries() -> None:
	"""Scheduler, every few minutes: mark what the e-mail queue has delivered or given up.

	The queue is emptied after a month (Log Settings), of what was never sent too; until then its result stands at
	the recipient.
	"""
	recipient, entry = frappe.qb.DocType(RECIPIENT), frappe.qb.DocType("Email Queue")
	rows = (
		frappe.qb.from_(recipient)
		.left_join(entry)
		.on(entry.name == recipient.email_queue)
		.select(recipient.name, recipient.briefing, entry.status, entry.error, entry.modified)
		.where((recipient.status == "Queued") & (entry.status.isin(["Sent", "Error"]) | entry.name.isnull()))
		.run(as_dict=True)
	)
	for row in rows:
		frappe.db.set_value(RECIPIENT, row.name, get_result(row))
	count_recipients(sorted({row.briefing for row in rows}))
	complete_briefings()


def complete_briefings() -> None:
	"""Close the briefings none of whose messages waits any more, and tell who sent them."""
	for briefing in frappe.get_all(
		BRIEFING, {"status": WAITING, "waiting_count": 0}, pluck="name", order_by="started_on asc"
	):
		frappe.db.set_value(
			BRIEFING, briefing, {"status": SENT, "completed_on": now()}, update_modified=False
		)
		tell_sender(frappe.get_doc(BRIEFING, briefing))


def tell_sender(briefing: "StakeholderBriefing") -> None:
	"""Put a line under the bell of whoever sent the briefing."""
	text = _("Briefing sent: {0}. Informed: {1}, failed: {2}", hub_mail.site_language()).format(
		briefing.briefing_title, briefing.informed_count, briefing.failed_count
	)
	hub_mail.notify([briefing.sent_by], BRIEFING, briefing.name, text)


def get_result(row: frappe._dict) -> dict:
	"""Return what an entry of the e-mail queue that is done says about its recipient."""
	if row.status == "Sent":
		return {"status": "Delivered", "delivered_on": row.modified}
	if not row.status:
		return {"status": "Failed", "reason": _("The message was removed from the queue before it was sent.")}
	return {"status": "Failed", "reason": read_refusal(cstr(row.error))[:REASON_LENGTH]}


def read_refusal(error: str) -> str:
	"""Return what the mail server answered, in the reader's words where its answer is known, else as it stands there."""
	# the last line of a traceback says what happened
	lines = error.strip().splitlines()
	if not lines:
		return _("The mail server refused the message.")
	answer = SERVER_ANSWER.search(lines[-1])
	if not answer:
		return strip_html(lines[-1])
	code, text = answer["code"], re.sub("[<>]", "", answer["text"])
	if code.startswith("4"):
		return _("The mail server did not take the message for the time being: {0} {1}").format(code, text)
	return _("The mail server does not accept this address: {0} {1}").format(code, text)


def follow_reply(communication: "Communication", method: str | None = None) -> None:
	"""Hook `before_insert` of Communication: an answer to a briefing is noted at whoever gave it: at every organisation
	for which the mailbox reads.

	It stands in the timeline of the briefing by the framework's own doing; a link puts it into that of the
	organisation too.
	"""
	if communication.reference_doctype != BRIEFING or communication.sent_or_received != "Received":
		return
	email = cstr(communication.sender).strip().lower()
	filters = {"briefing": communication.reference_name, "email": email}
	fields = ["name", "recipient_doctype", "recipient", "replied_on"]
	for recipient in frappe.get_all(RECIPIENT, filters, fields, order_by="idx asc"):
		communication.add_link(recipient.recipient_doctype, recipient.recipient)
		if not recipient.replied_on:
			frappe.db.set_value(RECIPIENT, recipient.name, "replied_on", now())
	count_recipients([communication.reference_name])
