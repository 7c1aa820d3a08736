# SPDX-License-Identifier: GPL-3.0-only
"""What the public may ask about their data: the web form `my-personal-data` and the link of the e-mail.

Nothing here tells whether the hub knows an address: the same answer goes to everybody, and what the hub holds only
to who reads the mails of the address.
"""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import add_to_date, cint, now, now_datetime, today

from planota_hub.personal_data import enquiries
from planota_hub.personal_data.finding import ENQUIRY
from planota_hub.personal_data.mail import PURPOSE, send_message
from planota_hub.personal_data.words import digest_address
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_one
from planota_hub.rules.text import validate_plain_text
from planota_hub.rules.tokens import read_token

FIELDS = ("full_name", "phone", "message")
PRESSES_PER_TEN_MINUTES = 30
# one address gets no more mails than so many a day, whoever types it in
MAILS_PER_DAY = 3


class ExpiredLinkError(frappe.ValidationError):
	"""A link that the hub has made, opened too late."""


def ask_about_data(values: dict) -> dict:
	"""Take a request about personal data; handler of the web form `my-personal-data`.

	Nobody can be kept from asking, so the form stays open to guests whatever Hub Settings say.

	Returns:
	        `outcome` "asked", whether or not the hub knows the address.

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	"""
	if intake.is_robot(values):
		return {"outcome": "asked"}
	texts = intake.pick_values(ENQUIRY, FIELDS, values)
	kind = pick_one(
		_("What Is Asked For", context=ENQUIRY), values.get("kind"), (enquiries.ACCESS, enquiries.DELETION)
	)
	email = intake.read_email(_("Email", context=ENQUIRY), values.get("email"))
	doc = frappe.new_doc(ENQUIRY)
	doc.update({**texts, "kind": kind, "email": email, "received_on": today()})
	validate_plain_text(doc)
	if count_recent(email) < MAILS_PER_DAY:
		with intake.saving_for_guest():
			doc.insert(ignore_permissions=True)
		send_message("confirm", doc)
	return {"outcome": "asked"}


def count_recent(email: str) -> int:
	"""Count what was asked for an address in the last 24 hours."""
	since = (">", add_to_date(now_datetime(), days=-1))
	return cint(frappe.db.count(ENQUIRY, {"person_digest": digest_address(email), "creation": since}))


def find_enquiry(token: str | None):
	"""Return the request behind a link.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        ExpiredLinkError: when the request is gone or was not confirmed in time.
	"""
	name = read_token(PURPOSE, token)
	doc = frappe.get_doc(ENQUIRY, name) if frappe.db.exists(ENQUIRY, name) else None
	if not doc or (doc.status == enquiries.UNCONFIRMED and enquiries.is_expired(doc)):
		frappe.throw(
			_("This link has expired. Please fill in the form again; you will get a new one."),
			ExpiredLinkError,
			title=_("Link Has Expired"),
		)
	return doc


@rate_limit(limit=PRESSES_PER_TEN_MINUTES, seconds=600)
def confirm(token: str | None) -> None:
	"""Confirm a request by the link of the e-mail; pressing twice does no harm.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        ExpiredLinkError: for one that is too old.
	        frappe.RateLimitExceededError: when one address presses too often.
	"""
	doc = find_enquiry(token)
	doc = frappe.get_doc(ENQUIRY, doc.name, for_update=True)
	if doc.status != enquiries.UNCONFIRMED:
		return
	doc.update({"status": enquiries.OPEN, "confirmed_on": now(), "received_on": today()})
	doc.flags.by_server = True
	doc.save(ignore_permissions=True)
	enquiries.tell_staff(doc)
	enquiries.start_search(doc.name)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=PRESSES_PER_TEN_MINUTES, seconds=600)
def fetch_copy(token: str) -> None:
	"""Answer with the copy of somebody's data as a file, by the link of the e-mail.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        ExpiredLinkError: when the copy is not to be had any more.
	"""
	doc = find_enquiry(token)
	if not enquiries.can_be_fetched(doc):
		frappe.throw(_("This copy is no longer available. Please ask for it again."), ExpiredLinkError)
	enquiries.answer_with_file(doc.name)
