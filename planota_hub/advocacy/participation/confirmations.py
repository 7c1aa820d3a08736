# SPDX-License-Identifier: GPL-3.0-only
"""Double opt-in: what a guest sends through a web form counts only once the link in the e-mail was opened.

The link is signed, so that nobody can make one up, and expires some days after the request. Opening it shows
a button: programs that look into e-mails open links too, but press nothing. Everything is decided while the
row of the record is locked, so that pressing the button twice, or many people at once, count right.
"""

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import add_days, get_url, now, now_datetime

from planota_hub.advocacy.campaigns import supporters
from planota_hub.advocacy.campaigns.supporters import SUPPORTER
from planota_hub.advocacy.proposals.comments import COMMENT, RECEIVED, UNCONFIRMED
from planota_hub.mail.hub_mail import notify_staff, site_language
from planota_hub.public_forms.confirmation_links import (
	CONFIRMATIONS_PER_TEN_MINUTES,
	find_record,
	get_valid_days,
	is_expired,
	throw_expired,
)
from planota_hub.rules.counters import add_to_counter
from planota_hub.rules.tokens import make_token

# what a link is for -> DocType of the record behind it
PURPOSES = {"proposal comment": COMMENT, "campaign support": SUPPORTER}
LINK_PURPOSES = {"campaign support": {}, "proposal comment": {}}


def find(purpose: str, token: str | None) -> str:
	"""Return the record behind a link; see `find_record`."""
	return find_record(purpose, token, PURPOSES[purpose])


def confirmation_url(purpose: str, name: str) -> str:
	"""Return the address at which somebody confirms, or sees and withdraws, what they sent."""
	return get_url(f"/confirm?token={make_token(purpose, name)}&for={purpose.replace(' ', '-')}")


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CONFIRMATIONS_PER_TEN_MINUTES, seconds=600)
def confirm_comment(token: str) -> dict[str, str]:
	"""Confirm a comment by the link of the e-mail; pressing twice does no harm.

	Returns:
	        `outcome` "confirmed", and `message`, which is said to whoever pressed.

	Raises:
	        InvalidTokenError: for a forged link.
	        ExpiredLinkError: for one that is too old.
	        frappe.ValidationError: when the consultation has ended in the meantime.
	"""
	name = find("proposal comment", token)
	fields = ["name", "proposal", "status", "creation"]
	comment = frappe.db.get_value(COMMENT, name, fields, as_dict=True, for_update=True)
	confirmed = {"outcome": "confirmed", "message": _("Thank you. Your comment counts.")}
	if comment.status != UNCONFIRMED:
		return confirmed
	if is_expired(comment.creation):
		throw_expired()
	if not frappe.get_doc("Policy Proposal", comment.proposal).is_open_for_comments():
		frappe.throw(_("The consultation on this proposal is closed; comments are not taken any more."))
	frappe.db.set_value(COMMENT, name, {"status": RECEIVED, "confirmed_on": now()})
	add_to_counter("Policy Proposal", comment.proposal, "comment_count", 1)
	tell_staff_of_comment(name)
	return confirmed


def tell_staff_of_comment(name: str) -> None:
	comment = frappe.get_doc(COMMENT, name)
	title, responsible = frappe.db.get_value(
		"Policy Proposal", comment.proposal, ["proposal_title", "responsible"]
	)
	notify_staff(COMMENT, name, _("Comment on: {0}", site_language()).format(title), also=responsible)


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CONFIRMATIONS_PER_TEN_MINUTES, seconds=600)
def confirm_support(token: str) -> dict[str, str]:
	"""Confirm the support of a campaign by the link of the e-mail; pressing twice does no harm.

	Returns:
	        `outcome` "confirmed", and `message`, which is said to whoever pressed.

	Raises:
	        InvalidTokenError: for a forged link.
	        ExpiredLinkError: for one that is too old.
	        frappe.ValidationError: when the campaign takes no supporters any more, the organisation supports it
	        already, or the support was withdrawn.
	"""
	supporters.confirm(find("campaign support", token))
	return {"outcome": "confirmed", "message": _("Thank you. Your support counts.")}


@frappe.whitelist(allow_guest=True, methods=["POST"])
@rate_limit(limit=CONFIRMATIONS_PER_TEN_MINUTES, seconds=600)
def withdraw_support(token: str) -> dict[str, str]:
	"""Withdraw the support of a campaign by the link of the e-mail; pressing twice does no harm.

	Returns:
	        `outcome` "withdrawn", and `message`.

	Raises:
	        InvalidTokenError: for a forged link.
	"""
	supporters.withdraw(find("campaign support", token))
	message = _("Your support is withdrawn; your name and address were deleted.")
	return {"outcome": "withdrawn", "message": message}


def delete_unconfirmed() -> None:
	"""Scheduler, daily: what nobody has confirmed is not kept, with the personal data in it."""
	until = add_days(now_datetime(), -get_valid_days() - 1)
	for doctype, moment in ((COMMENT, "creation"), (SUPPORTER, "requested_on")):
		for name in frappe.get_all(
			doctype, {"status": UNCONFIRMED, moment: ("<", until)}, pluck="name", order_by="creation asc"
		):
			frappe.delete_doc(doctype, name, ignore_permissions=True, delete_permanently=True)
