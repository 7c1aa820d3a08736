# SPDX-License-Identifier: GPL-3.0-only
"""Sending a briefing in the background: in batches, each recipient once, whatever dies in between.

The audience is written down when the sending begins: one Briefing Recipient for each organisation at each address.
Those who read at one mailbox get one message, and are marked together. A job takes one batch: it locks the briefing, puts the messages into the e-mail queue and marks their
recipients in the same transaction. What a killed job had not committed is gone as a whole, messages and marks,
so the next one begins where the last whole batch ended. A chain that broke is taken up again by the scheduler.
A briefing all of whose messages are in the queue waits there; it is sent when the queue has no more of them.
"""

from datetime import timedelta
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.utils import cstr, get_fullname, now, now_datetime, strip_html

from planota_hub.mail import hub_mail
from planota_hub.mail.account import get_obstacle
from planota_hub.planota_hub.briefings.audience import (
	SEGMENT,
	Addressee,
	find_audience,
	get_empty_segments,
	group,
	join,
)
from planota_hub.planota_hub.briefings.deliveries import (
	SENDING,
	WAITING,
	complete_briefings,
	count_recipients,
)
from planota_hub.planota_hub.briefings.mail import BRIEFING, get_attachments, queue_message
from planota_hub.planota_hub.briefings.opt_out import RECIPIENT, get_opted_out
from planota_hub.planota_hub.briefings.text import render
from planota_hub.planota_hub.segments.members import get_segment
from planota_hub.planota_hub.segments.uses import note_use
from planota_hub.rules.many import insert_rows
from planota_hub.rules.refusals import refuse

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.stakeholder_briefing.stakeholder_briefing import StakeholderBriefing

BATCH = 100
INTERRUPTED_AFTER = timedelta(minutes=5)
DRAFT, STOPPED = "Draft", "Stopped"
PENDING, QUEUED, FAILED, LEFT_OUT = "Pending", "Queued", "Failed", "Left Out"


# What the buttons call


@frappe.whitelist(methods=["POST"])
def start_sending(briefing: str) -> dict[str, int | str | None]:
	"""Write down the audience of a briefing and begin to send; return the number of `recipients`, and in `waiting`
	why their messages wait for now (None when they leave).

	Raises:
	        frappe.ValidationError: when it was sent before, nobody would get it, the text can't be filled in for
	        somebody, or the site has no account that sends. Nothing is sent then.
	"""
	doc = lock(briefing, (DRAFT,))
	refuse_empty_segments(doc)
	addressees = find_audience(doc.audience, doc.language).addressees
	validate_before_sending(doc, addressees)
	write_down(doc, addressees)
	for name in get_segments(doc):
		note_use(get_segment(name), doc.doctype, doc.name)
	doc.db_set(
		{"status": SENDING, "started_on": now(), "sent_by": frappe.session.user, "last_batch_on": now()}
	)
	count_recipients([doc.name])
	enqueue_batch(doc.name)
	return {"recipients": len(addressees), "waiting": get_obstacle()}


@frappe.whitelist(methods=["POST"])
def stop_sending(briefing: str) -> None:
	"""Stop after the batch that is under way; whatever is in the e-mail queue goes out."""
	doc = lock(briefing, (SENDING,))
	doc.db_set(
		{"status": STOPPED, "stop_reason": _("Stopped by {0}").format(get_fullname(frappe.session.user))}
	)


@frappe.whitelist(methods=["POST"])
def resume_sending(briefing: str) -> None:
	"""Go on with a briefing that was stopped or interrupted; nobody gets it twice."""
	doc = lock(briefing, (STOPPED, SENDING))
	validate_account()
	doc.db_set({"status": SENDING, "stop_reason": None, "last_batch_on": now()})
	enqueue_batch(doc.name)


def lock(briefing: str, statuses: tuple[str, ...]) -> "StakeholderBriefing":
	"""Return a briefing that nobody else changes until the commit.

	Raises:
	        frappe.PermissionError: for somebody who may not change it.
	        frappe.ValidationError: when it has another status.
	"""
	frappe.has_permission(BRIEFING, "write", briefing, throw=True)
	status = frappe.db.get_value(BRIEFING, briefing, "status", for_update=True)
	if status not in statuses:
		frappe.throw(
			_("This briefing is {0}; that is not possible now.").format(_(status)),
			title=_("Not Possible"),
		)
	return frappe.get_doc(BRIEFING, briefing)


def validate_before_sending(briefing: "StakeholderBriefing", addressees: list[Addressee]) -> None:
	"""Refuse what would reach nobody, or reach somebody as nonsense."""
	if not addressees:
		frappe.throw(
			_("Audience: nobody would get this briefing. Please look at the conditions and who is left out."),
			title=_("Empty Audience"),
		)
	for of_mailbox in group(addressees).values():
		render(briefing, join(of_mailbox))
	validate_account()


def get_segments(briefing: "StakeholderBriefing") -> list[str]:
	"""Return the segments to which a briefing goes, each once."""
	return list(dict.fromkeys(row.segment for row in briefing.audience if row.recipient_type == SEGMENT))


def refuse_empty_segments(briefing: "StakeholderBriefing") -> None:
	"""Refuse to send to a segment in which nobody is any more: whoever wrote the briefing has meant somebody."""
	empty = {segment.name for segment in get_empty_segments(briefing)}
	for row in briefing.audience:
		if row.recipient_type == SEGMENT and row.segment in empty:
			refuse(
				row,
				"segment",
				_("nobody is in this segment now. Please change the segment or remove the row."),
				title=_("Empty Segment"),
			)


def validate_account() -> None:
	"""Refuse to send from a site without an account for it.

	Raises:
	        frappe.OutgoingEmailError: when there is none.
	"""
	if not EmailAccount.find_outgoing(match_by_email=hub_mail.get_mail_sender(), match_by_doctype=BRIEFING):
		frappe.throw(
			_("This site can't send e-mails yet: please set up an Email Account with outgoing mail first."),
			frappe.OutgoingEmailError,
			title=_("No Account for Outgoing Mail"),
		)


def write_down(briefing: "StakeholderBriefing", addressees: list[Addressee]) -> None:
	"""Create a recipient for each addressee in a few statements, in their order."""
	fields = ["name", "creation", "modified", "owner", "modified_by", "idx", "briefing", "status"]
	columns = list(Addressee.__dataclass_fields__)
	moment, user = now(), frappe.session.user
	rows = [
		(
			frappe.generate_hash(length=20),
			*(moment, moment, user, user, position, briefing.name, PENDING),
			*(getattr(addressee, column) for column in columns),
		)
		for position, addressee in enumerate(addressees, start=1)
	]
	insert_rows(RECIPIENT, [*fields, *columns], rows)


# The job


def enqueue_batch(briefing: str) -> None:
	"""Let a worker send the next batch, once what was done so far is committed."""
	frappe.enqueue(
		"planota_hub.planota_hub.briefings.sending.send_batch",
		queue="long",
		enqueue_after_commit=True,
		briefing=briefing,
	)


def send_batch(briefing: str) -> None:
	"""Job: queue the next messages of a briefing, and call for the next batch when there is one."""
	if queue_batch(briefing):
		enqueue_batch(briefing)


def queue_batch(briefing: str, size: int = BATCH) -> bool:
	"""Queue the next messages of a briefing, at most `size`; tell whether more are waiting.

	The lock on the briefing makes a second job for the same briefing wait, and then find the marks of this one.
	"""
	status = frappe.db.get_value(BRIEFING, briefing, "status", for_update=True)
	if status != SENDING:
		return False
	doc = frappe.get_doc(BRIEFING, briefing)
	recipients, attachments = get_waiting(briefing, size), get_attachments(doc)
	opted_out = get_opted_out([recipient.email for recipient in recipients])
	for of_mailbox in group(recipients).values():
		try:
			queue_one(doc, of_mailbox, opted_out, attachments)
		except frappe.OutgoingEmailError as error:
			doc.db_set({"status": STOPPED, "stop_reason": strip_html(cstr(error))})
			break
	doc.db_set("last_batch_on", now(), update_modified=False)
	count_recipients([briefing])
	return doc.status == SENDING and not finish(doc)


def get_waiting(briefing: str, size: int) -> list[frappe._dict]:
	"""Return the next recipients to whom nothing was sent yet, in the order of the audience, and who reads with them.

	It is a locking read, which sees what another job has committed while this one waited for the briefing.
	"""
	pending = {"briefing": briefing, "status": PENDING}
	first = read_recipients(pending, size)
	beyond = {
		"email": ("in", [row.email for row in first] or [""]),
		"name": ("not in", [row.name for row in first] or [""]),
	}
	return [*first, *read_recipients({**pending, **beyond})]


def read_recipients(filters: dict, size: int | None = None) -> list[frappe._dict]:
	return frappe.db.get_values(
		RECIPIENT,
		filters,
		["name", *Addressee.__dataclass_fields__],
		as_dict=True,
		order_by="idx asc",
		limit=size,
		for_update=True,
	)


def queue_one(
	briefing: "StakeholderBriefing",
	of_mailbox: list[frappe._dict],
	opted_out: set[str],
	attachments: list[dict],
) -> None:
	"""Queue the message to one mailbox and mark all who read there; an error is theirs alone.

	Raises:
	        frappe.OutgoingEmailError: when the site has no account that sends; that concerns everybody.
	"""
	if of_mailbox[0].email in opted_out:
		mark(of_mailbox, {"status": LEFT_OUT, "reason": _("Unsubscribed", hub_mail.site_language())})
		return
	frappe.db.savepoint("briefing_recipient")
	try:
		entry = queue_message(briefing, of_mailbox, attachments)
	except frappe.OutgoingEmailError:
		frappe.db.rollback(save_point="briefing_recipient")
		raise
	except Exception as error:
		frappe.db.rollback(save_point="briefing_recipient")
		frappe.clear_messages()
		mark(of_mailbox, {"status": FAILED, "reason": strip_html(cstr(error))[:500]})
		return
	mark(of_mailbox, {"status": QUEUED, "queued_on": now(), "email_queue": entry.name})


def mark(of_mailbox: list[frappe._dict], values: dict) -> None:
	for recipient in of_mailbox:
		frappe.db.set_value(RECIPIENT, recipient.name, values)


def finish(briefing: "StakeholderBriefing") -> bool:
	"""Leave a briefing all of whose messages are in the queue to it; tell whether they are."""
	if frappe.db.exists(RECIPIENT, {"briefing": briefing.name, "status": PENDING}):
		return False
	briefing.db_set("status", WAITING)
	complete_briefings()
	return True


def resume_interrupted() -> None:
	"""Scheduler, every few minutes: take up briefings whose worker died between two batches."""
	for name in frappe.get_all(
		BRIEFING,
		filters={"status": SENDING, "last_batch_on": ("<", now_datetime() - INTERRUPTED_AFTER)},
		pluck="name",
		order_by="started_on asc",
	):
		frappe.db.set_value(BRIEFING, name, "last_batch_on", now(), update_modified=False)
		enqueue_batch(name)
