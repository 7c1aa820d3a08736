# SPDX-License-Identifier: GPL-3.0-only
"""Requests of people about their data, from the first message to the answer."""

import frappe
from frappe import _
from frappe.utils import add_days, add_months, get_datetime, getdate, now, now_datetime, today

from planota_hub.mail import account as mail_account
from planota_hub.mail import hub_mail
from planota_hub.mail.jobs import one_of_many
from planota_hub.personal_data import removal
from planota_hub.personal_data.access import get_copy
from planota_hub.personal_data.erasure import Document, Erasure, LeftoverError, erase, find_names_at
from planota_hub.personal_data.finding import (
	BY_ADDRESS,
	BY_MAILBOX,
	ENQUIRY,
	OF_COLLEAGUE,
	OF_OTHERS,
	Place,
	find_places,
	gather_words,
)
from planota_hub.personal_data.mail import send_message
from planota_hub.personal_data.terms import CONFIRMATION_DAYS, COPY_DAYS, KEEP, NOT_THEIRS, THEIRS
from planota_hub.personal_data.words import Words
from planota_hub.rules.readable import show_day

ACCESS, DELETION = "Access", "Deletion"
UNCONFIRMED, OPEN, APPROVED, DONE, REFUSED = "Unconfirmed", "Open", "Approved", "Done", "Refused"
CLOSED = (DONE, REFUSED)
DECIDING_ROLES = ("Hub Manager", "System Manager")
# the month to answer ends soon
REMINDER_DAYS = 7
PERSON_FIELDS = ("email", "full_name", "phone", "message", "identity_check")


def get_due_on(received_on) -> str:
	"""Return until when a request is to be answered: one month after it came (GDPR, article 12, paragraph 3)."""
	return str(add_months(getdate(received_on), 1))


def is_expired(enquiry) -> bool:
	"""Tell whether a request was not confirmed in time."""
	return add_days(get_datetime(enquiry.creation), CONFIRMATION_DAYS) < now_datetime()


def can_be_fetched(enquiry) -> bool:
	"""Tell whether the copy of a request for access is still to be had."""
	is_answered = enquiry.kind == ACCESS and enquiry.status == DONE and enquiry.email
	return bool(is_answered and add_days(get_datetime(enquiry.decided_on), COPY_DAYS) >= now_datetime())


def tell_staff(enquiry) -> None:
	"""Tell the staff that somebody asked."""
	language = hub_mail.site_language()
	subject = _("New request about personal data: {0}", language)
	hub_mail.notify_staff(ENQUIRY, enquiry.name, subject.format(_(enquiry.kind, language)))


def start_search(enquiry: str) -> None:
	"""Look for the person in the background."""
	enqueue("planota_hub.personal_data.enquiries.search", enquiry)


def enqueue(method: str, enquiry: str) -> None:
	frappe.enqueue(
		method,
		queue="long",
		enqueue_after_commit=True,
		job_id=f"{method}:{enquiry}",
		deduplicate=True,
		enquiry=enquiry,
	)


def get_words(enquiry) -> Words:
	"""Return the words by which the person of a request is found.

	What was decided to be theirs at a mailbox that several share tells how else their name is written.
	"""
	at_mailbox = [
		(row.record_type, row.record_name)
		for row in enquiry.findings
		if row.decision == THEIRS and row.found_by in OF_OTHERS
	]
	written = find_names_at(enquiry.email, at_mailbox)
	return gather_words(enquiry.email, enquiry.full_name, enquiry.phone, *written)


def search(enquiry: str) -> None:
	"""Background job: write down where the person was found; what was decided already stays decided."""
	doc = frappe.get_doc(ENQUIRY, enquiry, for_update=True)
	if doc.status != OPEN:
		return
	decided = {(row.record_type, row.record_name): (row.decision, row.reason) for row in doc.findings}
	doc.findings = []
	places = find_places(get_words(doc), kept=doc.kind == ACCESS)
	found_by = {(place.doctype, place.name): place.found_by for place in places}
	for place in places:
		preset = (preset_decision(place, found_by), None)
		decision, reason = decided.get((place.doctype, place.name), preset)
		doc.append(
			"findings",
			{
				"record_type": place.doctype,
				"record_name": place.name,
				"found_by": place.found_by,
				"decision": decision,
				"reason": reason,
			},
		)
	doc.searched_on = now()
	doc.flags.by_server = True
	doc.save(ignore_permissions=True, ignore_version=True)


def preset_decision(place: Place, found_by: dict[Document, str]) -> str:
	"""Return what the search can tell for certain of a place: by itself, or by the record that it belongs to."""
	of_record = found_by.get(removal.get_record_of(place.doctype, place.name))
	if BY_ADDRESS in (place.found_by, of_record):
		return THEIRS
	is_others = place.found_by == OF_COLLEAGUE or (place.found_by == BY_MAILBOX and of_record == OF_COLLEAGUE)
	return NOT_THEIRS if is_others else ""


@frappe.whitelist(methods=["POST"])
def search_again(enquiry: str) -> None:
	"""Look for the person once more, for example after the name was corrected.

	Raises:
	        frappe.PermissionError: when the user may not change the request.
	"""
	frappe.get_doc(ENQUIRY, enquiry).check_permission("write")
	start_search(enquiry)


@frappe.whitelist(methods=["POST"])
def approve(enquiry: str) -> None:
	"""Decide that a request is answered as the person asks; the work is done in the background.

	Raises:
	        frappe.PermissionError: for others than managers.
	        frappe.ValidationError: when it is not open, nothing was searched yet or a row is undecided.
	"""
	doc = get_for_decision(enquiry)
	if not doc.searched_on:
		frappe.throw(_("The search is not done yet. Please wait a moment and load the page again."))
	if open_rows := [row.idx for row in doc.findings if not row.decision]:
		frappe.throw(
			_("{0}: please decide on row {1}.").format(
				_("Records", context=ENQUIRY), ", ".join(map(str, open_rows))
			)
		)
	decide(doc, APPROVED)
	enqueue("planota_hub.personal_data.enquiries.carry_out", enquiry)


@frappe.whitelist(methods=["POST"])
def refuse(enquiry: str, reason: str) -> None:
	"""Refuse a request; the person is told why, and where to complain.

	Raises:
	        frappe.PermissionError: for others than managers.
	        frappe.ValidationError: without a reason, or when the request is not open.
	"""
	doc = get_for_decision(enquiry)
	if not reason.strip():
		frappe.throw(
			_("{0}: please say why; the person is told.").format(_("Reason for the Refusal", context=ENQUIRY))
		)
	doc.refusal_reason = reason
	decide(doc, REFUSED)
	tell_and_forget(doc, "refused")


def get_for_decision(enquiry: str):
	"""Return an open request, locked, for somebody who may decide on it."""
	frappe.only_for(DECIDING_ROLES)
	doc = frappe.get_doc(ENQUIRY, enquiry, for_update=True)
	doc.check_permission("write")
	if doc.status != OPEN:
		frappe.throw(_("This request is not open any more."))
	return doc


def decide(doc, status: str) -> None:
	doc.update({"status": status, "decided_by": frappe.session.user, "decided_on": now(), "failure": None})
	doc.flags.by_server = True
	doc.save()


def carry_out(enquiry: str) -> None:
	"""Background job: do once what was decided, as a whole or not at all."""
	doc = frappe.get_doc(ENQUIRY, enquiry, for_update=True)
	if doc.status != APPROVED:
		return
	frappe.db.savepoint("personal_data")
	try:
		hand_over(doc) if doc.kind == ACCESS else remove(doc)
	except Exception as error:
		frappe.db.rollback(save_point="personal_data")
		reopen(doc, error)


def hand_over(doc) -> None:
	"""Send the link to the copy; the copy itself is made when it is fetched and stored nowhere.

	Raises:
	        frappe.OutgoingEmailError: when the mail can't even be queued, for then nobody is handed anything.
	"""
	if doc.email and not send_message("copy", doc):
		raise frappe.OutgoingEmailError(mail_account.get_missing_account(hub_mail.site_language()))
	doc.db_set({"status": DONE, "closed_on": today()})


def remove(doc) -> None:
	"""Remove the person as decided, tell them, and forget the request's own data."""
	rows = {decision: [] for decision in (THEIRS, NOT_THEIRS, KEEP)}
	for row in doc.findings:
		rows[row.decision].append((row.record_type, row.record_name))
	count = erase(Erasure(get_words(doc), rows[THEIRS], {*rows[NOT_THEIRS], *rows[KEEP]}))
	doc.db_set({"status": DONE, "removed_count": count})
	forget_other_requests(doc)
	tell_and_forget(doc, "removed")


def forget_other_requests(doc) -> None:
	"""Remove the person from their other requests that are closed or were never confirmed."""
	filters = {"email": doc.email, "name": ("!=", doc.name), "status": ("in", (UNCONFIRMED, *CLOSED))}
	for name in frappe.get_all(ENQUIRY, filters, pluck="name", order_by="name asc"):
		forget_person(name)


def tell_and_forget(doc, message: str) -> None:
	"""Tell the person how the request ended, and keep of it only that it was answered."""
	removal.delete_mails({"reference_doctype": ENQUIRY, "reference_name": doc.name})
	send_message(message, doc)
	forget_person(doc.name)


def forget_person(name: str) -> None:
	"""Keep of a request only its course and the digest of the address."""
	frappe.db.set_value(
		ENQUIRY, name, {**dict.fromkeys(PERSON_FIELDS), "closed_on": today()}, update_modified=False
	)
	removal.delete_surroundings(ENQUIRY, name)
	frappe.db.delete("Version", {"ref_doctype": ENQUIRY, "docname": name})
	frappe.clear_document_cache(ENQUIRY, name)


def reopen(doc, error: Exception) -> None:
	"""Give a request that could not be carried out back to the manager; the log names nobody."""
	if isinstance(error, LeftoverError | frappe.OutgoingEmailError):
		frappe.clear_messages()
		failure = str(error)
	else:
		failure = _("It failed ({0}). Nothing was changed.").format(type(error).__name__)
	frappe.log_error(
		_("A request about personal data could not be carried out"), f"{doc.name}: {type(error).__name__}"
	)
	doc.db_set({"status": OPEN, "failure": failure})
	hub_mail.notify([doc.decided_by], ENQUIRY, doc.name, _("Request {0}: {1}").format(doc.name, failure))


def get_copy_of(enquiry: str) -> dict:
	"""Return the copy that belongs to a request for access, of the records that were found to be theirs."""
	doc = frappe.get_doc(ENQUIRY, enquiry)
	documents = [(row.record_type, row.record_name) for row in doc.findings if row.decision != NOT_THEIRS]
	return get_copy(get_words(doc), documents)


@frappe.whitelist(methods=["GET", "POST"])
def download_copy(enquiry: str) -> None:
	"""Answer with the copy as a file, for staff who hand it over on paper.

	Raises:
	        frappe.PermissionError: for others than managers.
	"""
	frappe.only_for(DECIDING_ROLES)
	frappe.get_doc(ENQUIRY, enquiry).check_permission("read")
	answer_with_file(enquiry)


def answer_with_file(enquiry: str) -> None:
	"""Let the answer to this request be the copy, as a file to be kept."""
	frappe.local.response.filename = f"{enquiry}.json"
	frappe.local.response.filecontent = frappe.as_json(get_copy_of(enquiry)).encode()
	frappe.local.response.type = "download"


def watch() -> None:
	"""Scheduler, daily: remind of requests that are due, forget those that nobody confirmed or fetched any more."""
	remind_of_due()
	for name in frappe.get_all(ENQUIRY, {"status": UNCONFIRMED}, pluck="name", order_by="creation asc"):
		if is_expired(frappe.get_doc(ENQUIRY, name)):
			frappe.delete_doc(ENQUIRY, name, ignore_permissions=True, delete_permanently=True)
	answered = {"status": DONE, "kind": ACCESS, "email": ("is", "set")}
	for name in frappe.get_all(ENQUIRY, answered, pluck="name", order_by="creation asc"):
		if not can_be_fetched(frappe.get_doc(ENQUIRY, name)):
			forget_person(name)
	forget_answers()


def resume() -> None:
	"""Scheduler, hourly: begin again what a stopped or restarted worker left undone."""
	for name in frappe.get_all(ENQUIRY, {"status": APPROVED}, pluck="name", order_by="creation asc"):
		enqueue("planota_hub.personal_data.enquiries.carry_out", name)
	unsearched = {"status": OPEN, "searched_on": ("is", "not set")}
	for name in frappe.get_all(ENQUIRY, unsearched, pluck="name", order_by="creation asc"):
		start_search(name)


def remind_of_due() -> None:
	"""Tell the staff once of each request whose month ends soon."""
	filters = {
		"status": ("in", (OPEN, APPROVED)),
		"due_on": ("<=", add_days(today(), REMINDER_DAYS)),
		"reminded_on": ("is", "not set"),
	}
	for enquiry in frappe.get_all(ENQUIRY, filters, ["name", "due_on"], order_by="due_on asc"):
		with one_of_many(
			_("The reminder of {0} could not be sent").format(enquiry.name), ENQUIRY, enquiry.name
		):
			subject = _("A request about personal data is to be answered by {0}", hub_mail.site_language())
			hub_mail.notify_staff(ENQUIRY, enquiry.name, subject.format(show_day(enquiry.due_on)))
			frappe.db.set_value(ENQUIRY, enquiry.name, "reminded_on", today(), update_modified=False)


def forget_answers() -> None:
	"""Delete the last mails of closed requests once they have left, with the address in them."""
	closed = frappe.get_all(
		ENQUIRY, {"status": ("in", CLOSED), "email": ("is", "not set")}, pluck="name", order_by="name asc"
	)
	gone = {
		"reference_doctype": ENQUIRY,
		"reference_name": ("in", closed or [""]),
		"status": ("not in", removal.WAITING),
	}
	removal.delete_mails(gone)
