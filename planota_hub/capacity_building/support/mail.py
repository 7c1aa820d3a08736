# SPDX-License-Identifier: GPL-3.0-only
"""What the sender of a support request gets by e-mail, in the language in which it was sent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import get_url

from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address
from planota_hub.mail.wording import speaking
from planota_hub.public_forms.tracking import tracking_url
from planota_hub.rules.readable import show_day
from planota_hub.rules.tokens import make_token

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)

RATING_PURPOSE = "support rating"
LINK_PURPOSES = {
	"support rating": {"doctype": "NGO Support Request", "depends_on": ("requester_email",)},
}


def rating_url(name: str) -> str:
	"""Return the address at which the sender of a request says how satisfied they are."""
	return get_url(f"/rate-support?token={make_token(RATING_PURPOSE, name)}")


def send_message(kind: str, request: "NGOSupportRequest") -> bool:
	"""Queue a message to the sender of a request; tell whether it could be queued.

	Args:
	        kind: a key of `MESSAGES`.
	"""
	if not has_address(request.requester_email, request.requester_name or _("whoever asked for support")):
		return False
	with speaking(request.preferred_language):
		return send(request.requester_email, MESSAGES[kind](request))


def received(request: "NGOSupportRequest") -> Message:
	"""Repeats what was chosen and nothing that was typed, or it would carry anybody's text to any address."""
	return Message(
		_("We have received your request"),
		[
			_("thank you for writing to the hub. Somebody will answer you soon."),
			_("With the tracking code you can see at any time how far your request has come."),
		],
		facts=[
			(_("Tracking code"), request.tracking_code),
			(_("Category"), _(request.category) if request.category else None),
			(_("Answer at the latest by"), show_day(request.first_response_due)),
		],
		link=(_("See how far your request has come"), tracking_url(request.tracking_code)),
	)


def resolved(request: "NGOSupportRequest") -> Message:
	return Message(
		_("Your request is resolved"),
		[
			_("your request is resolved from our side."),
			*(line for line in (request.answer or "").split("\n") if line.strip()),
			_("Please tell us with one click how satisfied you are with our help."),
		],
		facts=[(_("Request"), request.subject), (_("Number"), request.name)],
		link=(_("Rate the support"), rating_url(request.name)),
	)


def declined(request: "NGOSupportRequest") -> Message:
	return Message(
		_("We can't help with your request"),
		[
			_("we are sorry: the hub can't help with your request."),
			_("Reason: {0}").format(request.decline_reason),
		],
		facts=[(_("Request"), request.subject), (_("Number"), request.name)],
		link=(_("Ask for support"), get_url("/ask-for-support/new")),
	)


MESSAGES: dict[str, Callable[..., Message]] = {
	"received": received,
	"resolved": resolved,
	"declined": declined,
}
