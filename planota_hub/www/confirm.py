"""Page `/confirm?token=…&for=…`: somebody confirms a comment or their support, or takes the support back."""

import frappe
from frappe import _

from planota_hub.advocacy.comments import COMMENT, UNCONFIRMED
from planota_hub.advocacy.confirmations import (
	PURPOSES,
	SUPPORTER,
	WITHDRAWN,
	ExpiredLinkError,
	find,
	is_expired,
)
from planota_hub.planota_hub.website import add_page_context, get_parameter

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show what the link is for and a button; opening the page alone changes nothing."""
	add_page_context(context)
	context.title = _("Confirmation")
	context.token = get_parameter("token")
	purpose = get_parameter("for").replace("-", " ")
	try:
		name = find(context.token, purpose if purpose in PURPOSES else "campaign support")
	except (frappe.PermissionError, ExpiredLinkError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)
		return
	context.update(get_comment(name) if PURPOSES.get(purpose) == COMMENT else get_support(name))


def get_comment(name: str) -> dict:
	comment = frappe.db.get_value(COMMENT, name, ["proposal", "status", "creation"], as_dict=True)
	waits = comment.status == UNCONFIRMED
	return {
		"subject": frappe.db.get_value("Policy Proposal", comment.proposal, "proposal_title"),
		"heading": _("Your comment"),
		"state": _("Not confirmed yet") if waits else _("Confirmed"),
		"expired": waits and is_expired(comment.creation),
		"actions": [("confirm_comment", _("Confirm the comment"))] if waits else [],
		"done": {"confirmed": _("Thank you. Your comment counts.")},
		"back": ("/consultations", _("All consultations")),
	}


def get_support(name: str) -> dict:
	supporter = frappe.db.get_value(SUPPORTER, name, ["campaign", "status", "requested_on"], as_dict=True)
	waits = supporter.status == UNCONFIRMED
	withdrawn = supporter.status == WITHDRAWN
	actions = [("confirm_support", _("Confirm the support"))] if waits else []
	if not withdrawn:
		actions.append(("withdraw_support", _("Withdraw the support")))
	return {
		"subject": frappe.db.get_value("Advocacy Campaign", supporter.campaign, "campaign_title"),
		"heading": _("Your support"),
		"state": _("Not confirmed yet") if waits else (_("Withdrawn") if withdrawn else _("Confirmed")),
		"expired": waits and is_expired(supporter.requested_on),
		"actions": actions,
		"done": {
			"confirmed": _("Thank you. Your support counts."),
			"withdrawn": _("Your support is withdrawn; your name and address were deleted."),
		},
		"back": ("/campaigns", _("All campaigns")),
	}
