# SPDX-License-Identifier: GPL-3.0-only
"""What people get by e-mail about comments and campaigns, in the language in which they wrote.

Nothing that a guest typed is repeated before the address is confirmed, or the forms would carry anybody's
text to any address.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import get_url

from planota_hub.advocacy.participation.confirmations import confirmation_url
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.public_forms.confirmation_links import get_valid_days

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.campaign_supporter.campaign_supporter import CampaignSupporter
	from planota_hub.advocacy.doctype.proposal_comment.proposal_comment import ProposalComment


def send_message(kind: str, doc: "ProposalComment | CampaignSupporter") -> bool:
	"""Queue a message to the sender of a comment or a supporter; tell whether it could be queued.

	Args:
	        kind: a key of `MESSAGES`.
	"""
	with speaking(doc.preferred_language):
		return send(doc.email, MESSAGES[kind](doc))


def get_validity() -> str:
	return _(
		"The link is valid for {0} days. If you did not write to us, please ignore this message."
	).format(get_valid_days())


def comment_to_confirm(comment: "ProposalComment") -> Message:
	title = frappe.db.get_value("Policy Proposal", comment.proposal, "proposal_title")
	return Message(
		_("Please confirm your comment"),
		[_("thank you for your comment. It counts once you have confirmed it."), get_validity()],
		facts=[(_("Proposal"), title)],
		link=(_("Confirm the comment"), confirmation_url("proposal comment", comment.name)),
	)


def comment_answered(comment: "ProposalComment") -> Message:
	title = frappe.db.get_value("Policy Proposal", comment.proposal, "proposal_title")
	return Message(
		_("What became of your comment"),
		[
			_("thank you for helping with the proposal. This is what became of your comment."),
			*(line for line in comment.answer.split("\n") if line.strip()),
		],
		facts=[(_("Proposal"), title), (_("Your comment"), _(comment.answer_result))],
		link=(_("Consultations of the hub"), get_url("/consultations")),
	)


def support_to_confirm(supporter: "CampaignSupporter") -> Message:
	title = frappe.db.get_value("Advocacy Campaign", supporter.campaign, "campaign_title")
	return Message(
		_("Please confirm your support"),
		[
			_("thank you for supporting the campaign. Your support counts once you have confirmed it."),
			get_validity(),
			_("With the same link you can withdraw your support at any time."),
		],
		facts=[(_("Campaign"), title)],
		link=(_("Confirm the support"), confirmation_url("campaign support", supporter.name)),
	)


MESSAGES: dict[str, Callable[..., Message]] = {
	"comment_to_confirm": comment_to_confirm,
	"comment_answered": comment_answered,
	"support_to_confirm": support_to_confirm,
}
