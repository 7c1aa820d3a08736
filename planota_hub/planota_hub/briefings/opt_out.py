# SPDX-License-Identifier: GPL-3.0-only
"""Whoever does not want briefings any more: kept for good, and asked before every message."""

from collections.abc import Collection

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import get_url

from planota_hub.personal_data.words import digest_address, normalise_address
from planota_hub.rules.many import narrow
from planota_hub.rules.tokens import make_token, read_token

OPT_OUT, RECIPIENT, SUBSCRIPTION = "Briefing Opt-Out", "Briefing Recipient", "Newsletter Subscription"
PURPOSE = "briefing opt-out"
LINK_PURPOSES = {"briefing opt-out": {}}
CLICKS_PER_TEN_MINUTES = 60


def get_opted_out(emails: list[str | None]) -> set[str]:
	"""Return which of these addresses must not get a briefing.

	It is one that unsubscribed from briefings, one that unsubscribed from all mails of the site, or that of a
	contact marked as unsubscribed.
	"""
	spelled = {email for email in emails if email}
	by_digest = {digest_address(email): email for email in sorted(spelled)}
	asked = {normalise_address(email) for email in spelled}
	found = {
		by_digest[digest] for digest in read(OPT_OUT, "email_digest", {}, by_digest) if digest in by_digest
	}
	for doctype, field, filters in (
		("Email Unsubscribe", "email", {"global_unsubscribe": 1}),
		("Contact", "email_id", {"unsubscribed": 1}),
	):
		# a database may tell capitals apart
		known = read(doctype, field, filters, spelled | asked)
		found |= {normalise_address(email) for email in known} & asked
	return found


def read(doctype: str, field: str, filters: dict, asked: Collection[str]) -> list[str]:
	"""Return what a field holds of the values that are asked for, or of all where they are many."""
	named = narrow(asked)
	if named is not None:
		filters = {**filters, field: ("in", named)}
	return frappe.get_all(doctype, filters, pluck=field, order_by="name asc", limit_page_length=0)


def opt_out_url(recipient: str) -> str:
	"""Return the address at which the recipient of one message unsubscribes; it holds nothing personal."""
	return get_url(f"/briefing-opt-out?token={make_token(PURPOSE, recipient)}")


def one_click_url(recipient: str) -> str:
	"""Return the address at which a mail program unsubscribes the recipient of one message; short, for a header."""
	return get_url(f"/u/{make_token(PURPOSE, recipient)}")


def get_recipient(token: str | None) -> frappe._dict:
	"""Return `name`, `email` and `briefing` of the recipient behind a link.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.DoesNotExistError: when the address is not kept any more.
	"""
	name = read_token(PURPOSE, token)
	recipient = frappe.db.get_value(RECIPIENT, name, ["name", "email", "briefing"], as_dict=True)
	if not recipient or not recipient.email:
		frappe.throw(
			_(
				"This message is so old that the hub has removed your address from it. Please write to the hub."
			),
			frappe.DoesNotExistError,
		)
	return recipient


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CLICKS_PER_TEN_MINUTES, seconds=600)
def opt_out(token: str) -> dict[str, str]:
	"""Unsubscribe the address behind a link from all briefings; twice is the same as once.

	Returns:
	        `outcome` "opted out", and `message`, which is said to whoever pressed.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.DoesNotExistError: when the address is not kept any more.
	"""
	recipient = get_recipient(token)
	if not is_remembered(recipient.email):
		keep_opt_out(recipient)
	message = _("Your address does not get such messages any more.")
	return {"outcome": "opted out", "message": message}


def is_remembered(email: str) -> bool:
	"""Tell whether an address unsubscribed from briefings, also when only its digest is kept."""
	return bool(frappe.db.exists(OPT_OUT, {"email_digest": digest_address(email)}))


def remember_address(email: str) -> None:
	"""Remember that an address unsubscribed, by its digest alone, because the person wants to be forgotten."""
	if is_remembered(email):
		return
	entry = frappe.new_doc(OPT_OUT)
	entry.update({"email": email, "source": "Staff"})
	entry.insert(ignore_permissions=True)
	entry.db_set("email", None)


def keep_unsubscription(name: str) -> None:
	"""Hook `hub_before_person_removed`: remember by a digest that an address unsubscribed from all mails of the site."""
	email, everything = frappe.db.get_value("Email Unsubscribe", name, ["email", "global_unsubscribe"])
	if everything:
		remember_address(email)


def keep_opt_out(recipient: frappe._dict) -> None:
	"""Write down that a recipient unsubscribed by the link; once, also when it is clicked twice at the same moment."""
	entry = frappe.new_doc(OPT_OUT)
	entry.update({"email": recipient.email, "briefing": recipient.briefing})
	entry.flags.source = "Link in the E-mail"
	frappe.db.savepoint("opt_out")
	try:
		# a guest has no rights; the signed link proves that the message was theirs
		entry.insert(ignore_permissions=True)
		end_subscription(recipient.email)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="opt_out")
		frappe.clear_messages()


def end_subscription(email: str) -> None:
	"""Forget that an address subscribed to the newsletter."""
	for name in frappe.get_all(SUBSCRIPTION, {"email": email}, pluck="name", order_by="name asc"):
		# what was sent names the subscription; it goes all the same, for nobody may be kept on a list
		frappe.delete_doc(SUBSCRIPTION, name, ignore_permissions=True, force=True, delete_permanently=True)


def forget_opt_out(email: str) -> None:
	"""Let the hub write to an address again, because its owner has confirmed that they want it."""
	for name in frappe.get_all(
		OPT_OUT, {"email_digest": digest_address(email)}, pluck="name", order_by="name asc"
	):
		# a guest has no rights; the signed link proves that the address is theirs
		frappe.delete_doc(OPT_OUT, name, ignore_permissions=True, delete_permanently=True)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CLICKS_PER_TEN_MINUTES, seconds=600)
def opt_in(token: str) -> dict[str, str]:
	"""Take back an unsubscription, through the same link.

	Returns:
	        `outcome` "opted in", and `message`.

	Raises:
	        InvalidTokenError: for a link that the hub has not made.
	        frappe.DoesNotExistError: when the address is not kept any more.
	"""
	forget_opt_out(get_recipient(token).email)
	return {"outcome": "opted in", "message": _("Your address gets the messages of the hub again.")}
