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

from planota_hub.advocacy.campaigns.supporters import MOST_AT_ONE_MAILBOX, count_at_mailbox
from planota_hub.advocacy.participation.confirmations import confirmation_url
from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.public_forms.confirmation_links import get_valid_days
from planota_hub.rules.names import get_initials
from planota_hub.rules.readable import choose_form

if TYPE_CHECKING:
	from planota_hub.advocacy.doctype.campaign_supporter.campaign_supporter import CampaignSupporter
	from planota_hub.advocacy.doctype.proposal_comment.proposal_comment import ProposalComment


def send_message(kind: str, doc: "ProposalComment | CampaignSupporter") -> bool:
	"""Queue a message to the sender of a comment or a supporter; tell whether it could be queued.

	Args:
	        kind: a key of `MESSAGES`.
	"""
	if not has_address(doc.email, doc.get("commenter_name") or doc.get("supporter_name")):
		return False
	with speaking(doc.preferred_language):
		return send(doc.email, MESSAGES[kind](doc))


def get_validity() -> str:
	days = get_valid_days()
	validity = choose_form(_("The link is valid for {0} day.|The link is valid for {0} days."), days).format(
		days
	)
	return " ".join([validity, _("If you did not write to us, please ignore this message.")])


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
	return Message(
		_("Please confirm your support"),
		[
			_("thank you for supporting the campaign. Your support counts once you have confirmed it."),
			*describe_others(supporter),
			get_validity(),
			_("With the same link you can withdraw your support at any time."),
		],
		facts=get_facts_of_support(supporter),
		link=(_("Confirm the support"), confirmation_url("campaign support", supporter.name)),
	)


def describe_others(supporter: "CampaignSupporter") -> list[str]:
	"""Say to a mailbox that several people share for whom a message is; the owner alone reads it."""
	if count_at_mailbox(supporter.campaign, supporter.email) < 2:
		return []
	return [
		_(
			"From this address somebody else has signed already. Whoever shares it with others may sign too, each "
			"under their own name; if you have signed before, please do not confirm: each person counts once."
		)
	]


def get_facts_of_support(supporter: "CampaignSupporter") -> list[tuple[str, str]]:
	title = frappe.db.get_value("Advocacy Campaign", supporter.campaign, "campaign_title")
	# initials, because nothing that a guest typed is repeated
	return [(_("Campaign"), title), (_("Signed by"), get_initials(supporter.supporter_name))]


def support_known(supporter: "CampaignSupporter") -> Message:
	return Message(
		_("You support the campaign already"),
		[
			_(
				"your support was entered again, probably by you. It counts already, once, and nothing was changed."
			),
			_("With the link below you see it, and can withdraw it at any time."),
		],
		facts=get_facts_of_support(supporter),
		link=(_("See or withdraw the support"), confirmation_url("campaign support", supporter.name)),
	)


def mailbox_full(supporter: "CampaignSupporter") -> Message:
	return Message(
		_("From your address many people have signed"),
		[
			_(
				"your support was not entered: {0} people have signed from this address already. More sign from an "
				"address of their own, or on paper with the hub."
			).format(MOST_AT_ONE_MAILBOX)
		],
		facts=get_facts_of_support(supporter)[:1],
		link=(_("Campaigns of the hub"), get_url("/campaigns")),
	)


MESSAGES: dict[str, Callable[..., Message]] = {
	"comment_to_confirm": comment_to_confirm,
	"comment_answered": comment_answered,
	"support_to_confirm": support_to_confirm,
	"support_known": support_known,
	"mailbox_full": mailbox_full,
}
