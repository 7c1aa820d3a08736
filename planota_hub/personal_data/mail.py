# SPDX-License-Identifier: GPL-3.0-only
"""What somebody who asks about their data gets by e-mail, in the language in which they asked."""

from dataclasses import replace

from frappe import _
from frappe.utils import get_url

from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.personal_data.removal import get_declaration_of, get_kept_fields
from planota_hub.personal_data.terms import CONFIRMATION_DAYS, COPY_DAYS, KEEP, THEIRS
from planota_hub.rules.readable import choose_form
from planota_hub.rules.tokens import make_token

PURPOSE = "personal data enquiry"
LINK_PURPOSES = {"personal data enquiry": {"decides": True}}


def enquiry_url(name: str) -> str:
	"""Return the address at which the person confirms a request or fetches the copy."""
	return get_url(f"/personal-data?token={make_token(PURPOSE, name)}")


def send_message(kind: str, doc) -> bool:
	"""Queue one of the messages of a request; tell whether it could be queued."""
	with speaking(doc.preferred_language):
		message = replace(MESSAGES[kind](doc), facts=[(_("Number"), doc.name)])
		return send(doc.email, message, reference=(doc.doctype, doc.name))


def confirm(doc) -> Message:
	"""Repeats nothing that was typed, or it would carry anybody's text to any address."""
	return Message(
		_("Please confirm your request about personal data"),
		[
			_("somebody, we hope you, asked us about the personal data that belong to this e-mail address."),
			choose_form(
				_("Open the link within {0} day to confirm it.|Open the link within {0} days to confirm it."),
				CONFIRMATION_DAYS,
			).format(CONFIRMATION_DAYS),
			_("If it was not you, do nothing."),
		],
		link=(_("Confirm the request"), enquiry_url(doc.name)),
	)


def copy(doc) -> Message:
	fetch = _("You can fetch it by the link for {0} day.|You can fetch it by the link for {0} days.")
	return Message(
		_("Your personal data"),
		[_("the copy of your data is ready."), choose_form(fetch, COPY_DAYS).format(COPY_DAYS)],
		link=(_("Download the copy"), enquiry_url(doc.name)),
	)


def removed(doc) -> Message:
	lines = [_("we have removed your personal data. With this message we delete your address, too.")]
	if reasons := get_reasons(doc):
		lines += [_("This must stay: {0}").format("; ".join(reasons)), get_right_to_complain()]
	return Message(
		_("Your personal data are removed"),
		lines,
	)


def refused(doc) -> Message:
	return Message(
		_("Your request about personal data"),
		[
			_("we can't do what you ask for. Reason: {0}").format(doc.refusal_reason),
			get_right_to_complain(),
		],
	)


def get_right_to_complain() -> str:
	return _(
		"You may complain to the supervisory authority (Information Commissioner, www.ip-rs.si) and go to court."
	)


def get_reasons(doc) -> list[str]:
	"""Return why something stays: what the staff decided, and what the hub's rules say."""
	reasons = [row.reason for row in doc.findings if row.decision == KEEP and row.reason]
	for row in doc.findings:
		if row.decision == THEIRS:
			reasons += get_kept_fields(get_declaration_of(row.record_type), row.record_name).values()
	return list(dict.fromkeys(reasons))


MESSAGES = {"confirm": confirm, "copy": copy, "removed": removed, "refused": refused}
