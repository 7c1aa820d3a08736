# SPDX-License-Identifier: GPL-3.0-only
"""The framework's own requests of people with an account reach every place that the hub knows of, and nobody else.

The framework asks by the address alone. Where people share a mailbox, that would hand a colleague's data out, or
remove them: of the hub's records only what is about the person with the account counts.
"""

import json

import frappe
from frappe.model.document import Document
from frappe.website.doctype.personal_data_deletion_request.personal_data_deletion_request import (
	PersonalDataDeletionRequest,
)
from frappe.website.doctype.personal_data_download_request.personal_data_download_request import (
	PersonalDataDownloadRequest,
)

from planota_hub.personal_data.declarations import get_declaration
from planota_hub.personal_data.erasure import Erasure, erase, forget_renaming
from planota_hub.personal_data.finding import BY_ADDRESS, find_places, gather_words
from planota_hub.personal_data.removal import get_people_of
from planota_hub.personal_data.words import Words

# by which the framework makes a contact for every user that was saved
CONTACT_JOB = "frappe.core.doctype.user.user.create_contact"
REQUEST = "Personal Data Deletion Request"


def follow_deletion(doc: Document, method: str | None = None) -> None:
	"""Remove the person from the hub's records in the moment in which the framework begins to redact its own.

	It writes down its steps first, in the job that does the work; what fails here makes the job fail as a whole.
	Records that name the person without their address are left to *Personal Data Enquiry*, where somebody decides.
	"""
	before = doc.get_doc_before_save()
	begins = bool(doc.deletion_steps) and bool(before) and not before.deletion_steps
	if begins and doc.status != "Deleted":
		remove_from_hub(doc.email)


class HubDeletionRequest(PersonalDataDeletionRequest):
	"""Somebody asks that their account and their data are deleted."""

	def redact_full_match_data(self, ref: dict, email: str) -> None:
		"""Redact what has the address; of the hub's records it was done before, see `follow_deletion`."""
		if not get_declaration(ref["doctype"]):
			super().redact_full_match_data(ref, email)


class HubDownloadRequest(PersonalDataDownloadRequest):
	"""Somebody asks for a copy of their data."""

	def generate_file_and_send_mail(self, personal_data: str) -> None:
		"""Hand out what the framework found at the address, without what is about somebody else there."""
		words = get_words_of_user(self.user)
		found = {
			doctype: [row for row in rows if is_theirs(doctype, row, words)]
			for doctype, rows in json.loads(personal_data).items()
		}
		super().generate_file_and_send_mail(json.dumps(found, indent=2, default=str))


def is_theirs(doctype: str, row: dict, words: Words) -> bool:
	declaration = get_declaration(doctype)
	return not declaration or bool(get_people_of(declaration, row, words))


def get_words_of_user(email: str) -> Words:
	return gather_words(email, frappe.db.get_value("User", {"email": email}, "full_name"))


def remove_from_hub(email: str) -> None:
	words = get_words_of_user(email)
	places = [place for place in find_places(words) if place.doctype != "User"]
	sure = [(place.doctype, place.name) for place in places if place.found_by == BY_ADDRESS]
	unsure = {(place.doctype, place.name) for place in places if place.found_by != BY_ADDRESS}
	erase(Erasure(words, sure, unsure), with_user=False)
	frappe.clear_messages()


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
