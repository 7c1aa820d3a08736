# SPDX-License-Identifier: GPL-3.0-only
"""Page `/confirm?token=…&for=…`: somebody confirms a comment or their support, or takes the support back."""

from collections.abc import Callable

import frappe
from frappe import _

from planota_hub.advocacy.campaigns.supporters import SUPPORTER, WITHDRAWN
from planota_hub.advocacy.participation.confirmations import PURPOSES, find
from planota_hub.advocacy.proposals.comments import COMMENT, UNCONFIRMED
from planota_hub.local_networks.elections.intake import WAITING, find_registration
from planota_hub.local_networks.elections.mail import REGISTRATION_PURPOSE
from planota_hub.public_forms.confirmation_links import ExpiredLinkError, is_expired
from planota_hub.public_forms.website import add_page_context, get_parameter

CONFIRMATIONS = "planota_hub.advocacy.participation.confirmations"
INTAKE = "planota_hub.local_networks.elections.intake"

no_cache = 1
sitemap = 0


def get_context(context) -> None:
	"""Show what the link is for and a button; opening the page alone changes nothing."""
	add_page_context(context, is_private=True)
	context.title = _("Confirmation")
	context.token = get_parameter("token")
	purpose = get_parameter("for").replace("-", " ")
	if purpose == REGISTRATION_PURPOSE:
		show(context, lambda: get_registration(context.token))
		return
	purpose = purpose if purpose in PURPOSES else "campaign support"
	get = get_comment if PURPOSES[purpose] == COMMENT else get_support
	show(context, lambda: get(find(purpose, context.token)))


def show(context, get: Callable[[], dict]) -> None:
	"""Show what a link is for, or why it does not work."""
	try:
		context.update(get())
	except (frappe.PermissionError, ExpiredLinkError) as error:
		frappe.clear_messages()
		context.http_status_code = 403
		context.message = str(error)


def get_comment(name: str) -> dict:
	comment = frappe.db.get_value(COMMENT, name, ["proposal", "status", "creation"], as_dict=True)
	waits = comment.status == UNCONFIRMED
	return {
		"subject": frappe.db.get_value("Policy Proposal", comment.proposal, "proposal_title"),
		"heading": _("Your comment"),
		"state": _("Not confirmed yet") if waits else _("Confirmed"),
		"expired": waits and is_expired(comment.creation),
		"actions": [(f"{CONFIRMATIONS}.confirm_comment", _("Confirm the comment"))] if waits else [],
		"back": ("/consultations", _("All consultations")),
	}


def get_support(name: str) -> dict:
	supporter = frappe.db.get_value(SUPPORTER, name, ["campaign", "status", "requested_on"], as_dict=True)
	waits = supporter.status == UNCONFIRMED
	withdrawn = supporter.status == WITHDRAWN
	actions = [(f"{CONFIRMATIONS}.confirm_support", _("Confirm the support"))] if waits else []
	if not withdrawn:
		actions.append((f"{CONFIRMATIONS}.withdraw_support", _("Withdraw the support")))
	return {
		"subject": frappe.db.get_value("Advocacy Campaign", supporter.campaign, "campaign_title"),
		"heading": _("Your support"),
		"state": _("Not confirmed yet") if waits else (_("Withdrawn") if withdrawn else _("Confirmed")),
		"expired": waits and is_expired(supporter.requested_on),
		"actions": actions,
		"back": ("/campaigns", _("All campaigns")),
	}


def get_registration(token: str) -> dict:
	"""Return what somebody sent for an NGO, which the NGO confirms or not."""
	registration = find_registration(token)
	waits = registration.status == WAITING
	actions = [
		(f"{INTAKE}.confirm_for_ngo", _("Confirm the registration")),
		(f"{INTAKE}.decline_for_ngo", _("This is not from us")),
	]
	facts = [
		(_("NGO"), registration.registration_title),
		(_("Candidate"), registration.candidate_name),
		(_("Presentation"), registration.presentation),
		(_("Sent By"), registration.email),
	]
	return {
		"subject": frappe.db.get_value("Representative Election", registration.election, "election_title"),
		"heading": _("Registration for the election"),
		"facts": [fact for fact in facts if fact[1]],
		"state": _("Not confirmed yet") if waits else _("Confirmed"),
		"expired": waits and is_expired(registration.creation),
		"actions": actions if waits else [],
		"back": (f"/elections/{registration.election}", _("About this election")),
	}
