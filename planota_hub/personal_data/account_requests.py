# SPDX-License-Identifier: GPL-3.0-only
"""The framework's own requests of people with an account reach every place that the hub knows of."""

import frappe
from frappe.model.document import Document

from planota_hub.personal_data.erasure import Erasure, erase, forget_renaming
from planota_hub.personal_data.finding import BY_ADDRESS, find_places, gather_words
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


def remove_from_hub(email: str) -> None:
	words = gather_words(email)
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
