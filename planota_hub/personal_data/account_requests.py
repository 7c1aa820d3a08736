# SPDX-License-Identifier: GPL-3.0-only
"""The framework's own requests of people with an account reach every place that the hub knows of, and nobody else.

The framework asks by the address alone. Where people share a mailbox, that would hand a colleague's data out, or
remove them: of the hub's records only what is about the person with the account counts. What nobody can tell to be
theirs is left to the staff: a *Personal Data Enquiry* is opened for it.
"""

import json

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import today
from frappe.website.doctype.personal_data_deletion_request.personal_data_deletion_request import (
	PersonalDataDeletionRequest,
)
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import (
	PersonalDataDownloadRequest,
)

from planota_hub.mail import hub_mail
from planota_hub.personal_data import enquiries, removal
from planota_hub.personal_data.access import list_all
from planota_hub.personal_data.declarations import get_declaration
from planota_hub.personal_data.erasure import Erasure, erase, forget_renaming
from planota_hub.personal_data.finding import (
	BY_ADDRESS,
	ENQUIRY,
	OF_COLLEAGUE,
	UNSEARCHED,
	Place,
	find_places,
	gather_words,
)
from planota_hub.personal_data.removal import get_people_of, get_record_of
from planota_hub.personal_data.words import Words, digest_address

# by which the framework makes a contact for every user that was saved
CONTACT_JOB = "frappe.core.doctype.user.user.create_contact"
REQUEST = "Personal Data Deletion Request"


def follow_deletion(doc: Document, method: str | None = None) -> None:
	"""Remove the person from the hub's records in the moment in which the framework begins to redact its own.

	It writes down its steps first, in the job that does the work; what fails here makes the job fail as a whole.
	"""
	before = doc.get_doc_before_save()
	begins = bool(doc.deletion_steps) and bool(before) and not before.deletion_steps
	if begins and doc.status != "Deleted":
		words = get_words_of_user(doc.email)
		doc.flags.hub_spares_mailbox = bool(words.shared)
		remove_from_hub(doc.email, words)


class HubDeletionRequest(PersonalDataDeletionRequest):
	"""Somebody asks that their account and their data are deleted.

	At a mailbox that several share, the framework redacts the account alone: its other records with the address may be
	a colleague's, and what has the person's name was removed before, see `follow_deletion`.
	"""

	def redact_full_match_data(self, ref: dict, email: str) -> None:
		"""Redact what has the address; of the hub's records it was done before."""
		if not get_declaration(ref["doctype"]) and self.is_of_account(ref["doctype"]):
			super().redact_full_match_data(ref, email)

	def redact_partial_match_data(self, doctype: dict) -> None:
		"""Take address and name out of texts."""
		if self.is_of_account(doctype["doctype"]):
			super().redact_partial_match_data(doctype)

	def is_of_account(self, doctype: str) -> bool:
		return doctype == "User" or not self.flags.hub_spares_mailbox


class HubDownloadRequest(PersonalDataDownloadRequest):
	"""Somebody asks for a copy of their data."""

	def generate_file_and_send_mail(self, personal_data: str) -> None:
		"""Hand out what the framework found at the address, without what is about somebody else there."""
		words = get_words_of_user(self.user)
		found = {
			doctype: [with_rows(doctype, row) for row in rows if is_theirs(doctype, row, words)]
			for doctype, rows in json.loads(personal_data).items()
		}
		super().generate_file_and_send_mail(json.dumps(found, indent=2, default=str))


def is_theirs(doctype: str, row: dict, words: Words) -> bool:
	declaration = get_declaration(doctype)
	return not declaration or bool(get_people_of(declaration, row, words))


def with_rows(doctype: str, row: dict) -> dict:
	"""Return a record that is about the person alone with what its rows say, such as the answers to a survey."""
	if doctype in UNSEARCHED or not removal.is_theirs(doctype, row["name"]):
		return row
	full = dict(row)
	for table in frappe.get_meta(doctype).get_table_fields():
		of_table = {"parenttype": doctype, "parent": row["name"], "parentfield": table.fieldname}
		full[table.fieldname] = frappe.get_all(
			table.options, of_table, list_all(table.options), order_by="idx asc"
		)
	return full


def get_words_of_user(email: str) -> Words:
	return gather_words(email, get_name_of_user(email))


def get_name_of_user(email: str) -> str | None:
	return frappe.db.get_value("User", {"email": email}, "full_name")


def remove_from_hub(email: str, words: Words) -> None:
	"""Remove the person with an account where it is certain, and let the staff decide on the rest."""
	language = frappe.db.get_value("User", {"email": email}, "language")
	full_name = get_name_of_user(email)
	places = [place for place in find_places(words) if place.doctype != "User"]
	sure = [(place.doctype, place.name) for place in places if place.found_by == BY_ADDRESS]
	unsure = {(place.doctype, place.name) for place in places if place.found_by != BY_ADDRESS}
	erase(Erasure(words, sure, unsure), with_user=False)
	if any(is_left_to_decide(place) for place in places):
		open_enquiry(email, full_name, language)
	frappe.clear_messages()


def is_left_to_decide(place: Place) -> bool:
	"""Tell whether somebody has to say whose a record is; what the framework keeps of an account goes with it."""
	if place.found_by in (BY_ADDRESS, OF_COLLEAGUE):
		return False
	record = get_record_of(place.doctype, place.name)
	return bool(get_declaration(place.doctype)) or bool(record and record[0] != "User")


def open_enquiry(email: str, full_name: str | None, language: str | None) -> None:
	"""Let the staff decide on what nobody can tell to be the person's, unless they are about to already."""
	asked = {"person_digest": digest_address(email), "kind": enquiries.DELETION}
	if frappe.db.exists(ENQUIRY, {**asked, "status": ("in", (enquiries.OPEN, enquiries.APPROVED))}):
		return
	site_language = hub_mail.site_language()
	doc = frappe.new_doc(ENQUIRY)
	doc.update(
		{
			"kind": enquiries.DELETION,
			"email": email,
			"full_name": full_name,
			"message": _("The account was deleted; this is left to decide on.", site_language),
			"preferred_language": language or site_language,
			"received_on": today(),
		}
	)
	doc.insert(ignore_permissions=True)
	enquiries.tell_staff(doc)


def follow_completion(doc: Document, method: str | None = None) -> None:
	"""Take the address out of a request that was carried out, and out of what notes that the user was renamed.

	The name of the request is the new name of the user.
	"""
	if doc.status == "Deleted" and doc.email != doc.name:
		forget_renaming(Words([doc.email]))
		doc.db_set("email", doc.name)


def spare_leaving_users(method: str, kwargs: dict) -> None:
	"""Hook `before_job`: no contact is made for a user who is being deleted or is gone.

	To delete an account the framework switches it off first, and that queues the job. It would come when the person
	was removed, and write the address down again: as a contact, or as a failure in the error log.

	Args:
	        kwargs: of the job, whose user is replaced by one for whom it does nothing.
	"""
	if method == CONTACT_JOB and is_leaving(kwargs["user"].name):
		kwargs["user"] = frappe.get_doc("User", "Guest")


def is_leaving(user: str) -> bool:
	"""Tell whether a user has confirmed that the account is to be deleted, or is there no more."""
	confirmed = {"email": user, "status": ("!=", "Pending Verification")}
	return not frappe.db.exists("User", user) or bool(frappe.db.exists(REQUEST, confirmed))
