# SPDX-License-Identifier: GPL-3.0-only
"""What the person who reported a need gets by e-mail, in the language in which it was sent."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from frappe import _

from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.public_forms.tracking import tracking_url

if TYPE_CHECKING:
	from planota_hub.local_networks.doctype.local_need.local_need import LocalNeed

# stage -> message that tells of it
MESSAGE_OF_STAGE = {"Accepted": "accepted", "Rejected": "rejected", "Addressed": "addressed"}


def send_message(kind: str, need: "LocalNeed") -> bool:
	"""Queue a message to whoever reported a need; tell whether it could be queued.

	Args:
	        kind: a key of `MESSAGES`.
	"""
	if not has_address(need.reporter_email, need.reporter_name or _("whoever reported the need")):
		return False
	with speaking(need.preferred_language):
		link = (_("See what becomes of it"), tracking_url(need.tracking_code))
		return send(need.reporter_email, replace(MESSAGES[kind](need), link=link))


def received(need: "LocalNeed") -> Message:
	"""Repeats what was chosen and nothing that was typed, or it would carry anybody's text to any address."""
	return Message(
		_("We have received the need that you reported"),
		[
			_("thank you for telling us what is missing. We will look at it with the local network."),
			_("With the tracking code you can see at any time what becomes of it."),
		],
		facts=[
			(_("Tracking code"), need.tracking_code),
			(_("Municipality"), need.municipality),
			(_("Field of Work"), _(need.field_of_work) if need.field_of_work else None),
		],
	)


def accepted(need: "LocalNeed") -> Message:
	return Message(
		_("The need that you reported is accepted"),
		[
			_(
				"we have looked at the need and accepted it. We are now looking for an answer with our partners."
			)
		],
		facts=[(_("Need"), need.need_title)],
	)


def rejected(need: "LocalNeed") -> Message:
	return Message(
		_("About the need that you reported"),
		[
			_("we have looked at the need and can't take it up."),
			_("Reason: {0}").format(need.rejection_reason),
		],
		facts=[(_("Need"), need.need_title)],
	)


def addressed(need: "LocalNeed") -> Message:
	return Message(
		_("The need that you reported is addressed"),
		[_("what was to be done about the need is done. Thank you for having told us of it.")],
		facts=[(_("Need"), need.need_title)],
	)


MESSAGES: dict[str, Callable[..., Message]] = {
	"received": received,
	"accepted": accepted,
	"rejected": rejected,
	"addressed": addressed,
}
