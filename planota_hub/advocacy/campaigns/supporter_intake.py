# SPDX-License-Identifier: GPL-3.0-only
"""What the public sends about campaigns: support through the web form `support-campaign`."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import add_to_date, cstr, get_datetime, now, now_datetime

from planota_hub.advocacy.campaigns.supporters import (
	CONFIRMED,
	MOST_AT_ONE_MAILBOX,
	SUPPORTER,
	confirm,
	count_at_mailbox,
	get_organisation_key,
	get_person_key,
	refuse_closed_campaign,
	throw_known_organisation,
)
from planota_hub.advocacy.participation.mail import send_message
from planota_hub.advocacy.proposals.comment_intake import read_sender
from planota_hub.mail.hub_mail import send_once
from planota_hub.public_forms import intake
from planota_hub.public_forms.choices import pick_one, pick_own_ngo, pick_record
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.campaign_supporter.campaign_supporter import CampaignSupporter

SUPPORTER_FIELDS = ("organisation", "registration_number", "supporter_name", "statement")
KINDS = ("Organisation", "Person")
# who asks again is not sent a second mail at once
MINUTES_BETWEEN_MAILS = 10


def support_campaign(values: dict) -> dict:
	"""Take the support of a campaign from the public; handler of the web form `support-campaign`.

	A guest has to confirm the e-mail address; for somebody logged in it counts at once. A guest gets the same
	answer whether the person supports the campaign already or not, so that nobody learns who does; the owner of the
	mailbox is told by e-mail. Several people may share a mailbox, each counts.

	Returns:
	        `outcome`: "to_confirm" or "confirmed".

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; for a campaign that takes no
	        supporters, and an organisation that supports it already. Nothing is saved then.
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	is_guest = frappe.session.user == "Guest"
	answer = {"outcome": "to_confirm" if is_guest else "confirmed"}
	if intake.is_robot(values):
		return answer
	supporter = make_supporter(values, is_guest)
	if known := find_known(supporter):
		follow_up(known)
		return answer
	intake.check_throttle(supporter.email)
	if count_at_mailbox(supporter.campaign, supporter.email) >= MOST_AT_ONE_MAILBOX:
		tell_once("mailbox_full", supporter, supporter.email)
		return answer
	if not save(supporter):
		return answer
	if is_guest:
		send_message("support_to_confirm", supporter)
	else:
		confirm_at_once(supporter)
	return answer


def make_supporter(values: dict, is_guest: bool) -> "CampaignSupporter":
	"""Return the new supporter, not saved yet, with what the public may say and nothing else."""
	intake.require_consent(values)
	campaign = (
		cstr(values.get("campaign")).strip() if not isinstance(values.get("campaign"), list | dict) else ""
	)
	refuse_closed_campaign(campaign)
	texts = intake.pick_values(SUPPORTER, SUPPORTER_FIELDS, values)
	intake.require_values(SUPPORTER, ("supporter_name",), texts)
	supporter = frappe.new_doc(SUPPORTER)
	supporter.update(
		{
			**texts,
			"campaign": campaign,
			"supporter_kind": pick_one(_("You support the campaign as"), values.get("supporter_kind"), KINDS),
			"ngo": pick_own_ngo(values.get("ngo")),
			"municipality": pick_record(
				"Municipality", _("Municipality"), values.get("municipality"), required=False
			),
			"email": read_sender(values, is_guest),
		}
	)
	validate_plain_text(supporter)
	supporter.normalise_number()
	supporter.validate_kind()
	supporter.flags.intake = {
		**get_consent("Campaigns"),
	}
	refuse_known_organisation(supporter)
	return supporter


def refuse_known_organisation(supporter: "CampaignSupporter") -> None:
	"""Refuse an organisation that supports the campaign already.

	Raises:
	        frappe.UniqueValidationError: for a second support by one organisation.
	"""
	key = get_organisation_key(supporter)
	if key and frappe.db.exists(SUPPORTER, {"organisation_key": key}):
		throw_known_organisation()


def find_known(supporter: "CampaignSupporter") -> str | None:
	"""Return the supporter of this campaign who is the same person, confirmed or not."""
	key = get_person_key(supporter)
	return frappe.db.get_value(SUPPORTER, {"person_key": key}, "name", order_by="creation asc")


def save(supporter: "CampaignSupporter") -> bool:
	"""Save a new supporter; False when the same address has been saved in the same moment."""
	frappe.db.savepoint("new_supporter")
	try:
		with intake.saving_for_guest():
			supporter.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		frappe.db.rollback(save_point="new_supporter")
		frappe.clear_messages()
		return False
	return True


def follow_up(name: str) -> None:
	"""Send the link again to somebody who has not confirmed yet, unless they got it a moment ago; tell who has."""
	supporter = frappe.get_doc(SUPPORTER, name)
	if supporter.status == CONFIRMED:
		if frappe.session.user == "Guest":
			tell_once("support_known", supporter, name)
		return
	if frappe.session.user != "Guest":
		confirm_at_once(supporter)
		return
	if get_datetime(supporter.requested_on) > add_to_date(now_datetime(), minutes=-MINUTES_BETWEEN_MAILS):
		return
	frappe.db.set_value(SUPPORTER, name, "requested_on", now(), update_modified=False)
	send_message("support_to_confirm", supporter)


def tell_once(kind: str, supporter: "CampaignSupporter", about: str) -> None:
	"""Answer a mailbox by e-mail; whoever sends the same form again and again does not fill it."""
	send_once(f"{kind}:{supporter.campaign}:{about}", lambda: send_message(kind, supporter))


def confirm_at_once(supporter: "CampaignSupporter") -> None:
	"""Somebody logged in has a confirmed address."""
	confirm(supporter.name)
