# SPDX-License-Identifier: GPL-3.0-only
"""What somebody is told who asks for the newsletter on the website."""

from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import get_url

from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.briefings.opt_out import SUBSCRIPTION
from planota_hub.public_forms.confirmation_links import get_valid_days
from planota_hub.rules.readable import choose_form
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.newsletter_subscription.newsletter_subscription import (
		NewsletterSubscription,
	)

PURPOSE = "newsletter subscription"
LINK_PURPOSES = {"newsletter subscription": {"doctype": "Newsletter Subscription", "depends_on": ("email",)}}
UNCONFIRMED, CONFIRMED = "Unconfirmed", "Confirmed"


def send_link(subscription: "NewsletterSubscription") -> bool:
	"""Queue the mail with the link to confirm, or to see what is subscribed to; tell whether it could be queued."""
	with speaking(subscription.preferred_language):
		return send(subscription.email, make_message(subscription), (SUBSCRIPTION, subscription.name))


def make_message(subscription: "NewsletterSubscription") -> Message:
	"""Return the mail to somebody who asked for the newsletter."""
	facts = [
		(_("Field of Work"), _(subscription.field_of_work) if subscription.field_of_work else None),
		(_("Municipality"), subscription.municipality),
	]
	url = get_url(f"/newsletter?token={make_token(PURPOSE, subscription.name)}")
	if subscription.status == CONFIRMED:
		return Message(
			_("You get our newsletter already"),
			[_("somebody asked for our newsletter with this address, which gets it already.")],
			facts,
			(_("See or end the subscription"), url),
		)
	days = get_valid_days()
	return Message(
		_("Please confirm that you want our newsletter"),
		[
			_("you get it once you have confirmed that this address is yours."),
			choose_form(_("The link is valid for {0} day.|The link is valid for {0} days."), days).format(
				days
			),
			_("If you did not write to us, please ignore this message."),
		],
		facts,
		(_("Confirm"), url),
	)
