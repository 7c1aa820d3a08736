# SPDX-License-Identifier: GPL-3.0-only
"""What the sender of a good practice gets by e-mail, in the language in which it was sent."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from frappe import _
from frappe.utils import get_url

from planota_hub.mail.messages import Message, send
from planota_hub.mail.rehearsal import has_address, leave_out_unasked
from planota_hub.mail.wording import speaking
from planota_hub.public_forms.tracking import tracking_url

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.good_practice.good_practice import GoodPractice


def send_message(practice: "GoodPractice") -> bool:
	"""Queue what the sender is told about the stage of a practice; tell whether anything was queued."""
	if practice.stage not in MESSAGES:
		return False
	sender = practice.contact_name or _("whoever sent the practice")
	if practice.source != "Web Form":
		leave_out_unasked(sender)
		return False
	if not has_address(practice.contact_email, sender):
		return False
	with speaking(practice.preferred_language):
		return send(practice.contact_email, MESSAGES[practice.stage](practice))


def practice_url(name: str) -> str:
	"""Return the public address of a practice."""
	return get_url(f"/good-practices/{name}")


def submitted(practice: "GoodPractice") -> Message:
	"""Repeats what was chosen and nothing that was typed, or it would carry anybody's text to any address."""
	return Message(
		_("We have received your good practice"),
		[
			_("thank you for sharing your experience. The hub's staff will read it and write to you."),
			_("With the tracking code you can see at any time how far it has come."),
		],
		facts=[
			(_("Tracking code"), practice.tracking_code),
			(_("Field of Work"), _(practice.field_of_work) if practice.field_of_work else None),
		],
		link=(_("See how far it has come"), tracking_url(practice.tracking_code)),
	)


def published(practice: "GoodPractice") -> Message:
	return Message(
		_("Your good practice is published"),
		[_("your good practice is on our website now, so that others can learn from it. Thank you.")],
		facts=[(_("Practice"), practice.practice_title)],
		link=(_("See it on the website"), practice_url(practice.name)),
	)


def declined(practice: "GoodPractice") -> Message:
	return Message(
		_("Your good practice is not published"),
		[
			_("thank you for sharing your experience. We can't publish it this time."),
			_("Reason: {0}").format(practice.decline_reason),
		],
		facts=[(_("Practice"), practice.practice_title)],
		link=(_("Submit a good practice"), get_url("/submit-a-good-practice/new")),
	)


MESSAGES: dict[str, Callable[..., Message]] = {
	"Submitted": submitted,
	"Published": published,
	"Declined": declined,
}
