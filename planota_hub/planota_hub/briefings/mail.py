# SPDX-License-Identifier: GPL-3.0-only
"""One message of a briefing: put together, given to the e-mail queue, and tried out on oneself."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr, escape_html

from planota_hub.mail import hub_mail
from planota_hub.mail.account import get_obstacle
from planota_hub.mail.plain_text import as_plain_text
from planota_hub.mail.unsubscribing import offer_one_click
from planota_hub.planota_hub.briefings.audience import (
	Addressee,
	find_audience,
	get_empty_segments,
	get_reason_label,
	join,
)
from planota_hub.planota_hub.briefings.opt_out import one_click_url, opt_out_url
from planota_hub.planota_hub.briefings.text import get_sample, render
from planota_hub.rules.arguments import read_document

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.stakeholder_briefing.stakeholder_briefing import StakeholderBriefing

BRIEFING = "Stakeholder Briefing"
# of those left out a form names so many
MOST_SHOWN = 300


def queue_message(
	briefing: "StakeholderBriefing", of_mailbox: list[frappe._dict], attachments: list[dict]
) -> Document:
	"""Put the message to one mailbox into the e-mail queue and return its entry there.

	Args:
	        of_mailbox: the Briefing Recipients who read there.
	        attachments: from `get_attachments`.

	Raises:
	        frappe.ValidationError: for a broken template.
	        frappe.OutgoingEmailError: when the site has no account that sends.
	"""
	first = of_mailbox[0]
	subject, body = render(briefing, join([as_addressee(recipient) for recipient in of_mailbox]))
	entry = send(briefing, first.email, subject, body, opt_out_url(first.name), attachments)
	offer_one_click(entry, one_click_url(first.name))
	return entry


def as_addressee(recipient: dict) -> Addressee:
	return Addressee(**{name: recipient.get(name) for name in Addressee.__dataclass_fields__})


def send(
	briefing: "StakeholderBriefing",
	email: str,
	subject: str,
	body: str,
	opt_out_link: str | None,
	attachments: list[dict],
) -> Document:
	"""Queue one mail that belongs to a briefing, so that the answer to it comes back to the briefing."""
	language = briefing.language or hub_mail.site_language()
	entry = frappe.sendmail(
		recipients=[email],
		sender=hub_mail.get_mail_sender(),
		reply_to=get_reply_address(),
		subject=subject,
		template="briefing",
		args={
			"body": body,
			"text": as_plain_text(body),
			"hub": hub_mail.get_sign_off(language),
			"opt_out_link": opt_out_link,
			"texts": get_footer_texts(briefing, language),
		},
		attachments=attachments,
		reference_doctype=BRIEFING,
		reference_name=briefing.name,
		add_unsubscribe_link=0,
	)
	if not entry:
		# the framework leaves out whoever unsubscribed from the mails of one document or of the whole site
		frappe.throw(_("The e-mail address is not valid, or it is unsubscribed from the mails of this site."))
	return entry


def get_footer_texts(briefing: "StakeholderBriefing", language: str) -> dict[str, str]:
	"""Return what stands under every message, in the language of its readers."""
	why = _("You get this message because your organisation works with the hub.", language)
	if briefing.is_newsletter:
		why = _(
			"You get this message because you or your organisation asked for news from the hub.", language
		)
	return {
		"why": why,
		"stop": _("I do not want such messages any more", language),
		"test": _("This is a test. In the real message the link to unsubscribe stands here.", language),
	}


def get_reply_address() -> str | None:
	"""Return the address to which answers go; None for the sender's own."""
	return frappe.get_cached_doc("Hub Settings").briefing_reply_to or None


def get_attachments(briefing: "StakeholderBriefing") -> list[frappe._dict]:
	"""Return the files attached to a briefing; each message takes them along."""
	files = frappe.get_all(
		"File",
		filters={"attached_to_doctype": BRIEFING, "attached_to_name": briefing.name, "is_folder": 0},
		pluck="name",
		order_by="creation asc",
	)
	return [{"fid": name} for name in files]


@frappe.whitelist()
def preview(briefing: str) -> dict:
	"""Return who would get a briefing and what, as it stands in the form and without saving anything.

	Args:
	        briefing: the document of the form as JSON.

	Returns:
	        `count` of those informed and of the `messages` that they get together, `types` and `left_out` (label and number each), in `named_out` the first who are left out, each with the reason,
	        in `empty_segments` the titles of those in which nobody is, the first `addressees`, and `subject` and `body` of the message to the first of them, or `problem` when the text can't be filled in; in `waiting`
	        why messages wait for now (None when they leave).
	"""
	frappe.has_permission(BRIEFING, "create", throw=True)
	doc = read_form(briefing)
	audience = find_audience(doc.audience, doc.language)
	messages = audience.get_messages()
	return {
		"count": len(audience.addressees),
		"messages": len(messages),
		"waiting": get_obstacle(),
		"empty_segments": [segment.segment_title for segment in get_empty_segments(doc)],
		"types": [[_(name), number] for name, number in audience.count_types().items()],
		"left_out": [
			[get_reason_label(reason), number] for reason, number in audience.count_reasons().items()
		],
		"named_out": [
			[addressee.organisation, get_reason_label(reason)]
			for addressee, reason in audience.left_out[:MOST_SHOWN]
		],
		"addressees": [vars(addressee) for addressee in audience.addressees[:20]],
		**preview_text(doc, messages[0] if messages else get_sample()),
	}


def read_form(briefing: str) -> "StakeholderBriefing":
	"""Return the briefing that a form holds.

	Raises:
	        frappe.ValidationError: when it is none.
	"""
	doc: StakeholderBriefing = read_document(BRIEFING, briefing)
	return doc


def preview_text(briefing: "StakeholderBriefing", addressee: Addressee) -> dict:
	if not cstr(briefing.message).strip():
		return {}
	try:
		subject, body = render(briefing, addressee)
	except frappe.ValidationError as error:
		frappe.clear_messages()
		return {"problem": str(error)}
	return {"subject": escape_html(subject), "body": frappe.utils.sanitize_html(body, always_sanitize=True)}


@frappe.whitelist(methods=["POST"])
def send_test(briefing: str) -> dict[str, str | None]:
	"""Send the message to oneself, the way the first of the audience would get it; nobody else gets anything.

	Args:
	        briefing: name of a saved briefing.

	Returns:
	        `email`, the own address, and in `waiting` why the message waits for now (None when it leaves).

	Raises:
	        frappe.ValidationError: for a broken template, and for a user without an e-mail address.
	        frappe.OutgoingEmailError: when the site has no account that sends.
	"""
	doc = frappe.get_doc(BRIEFING, briefing)
	doc.check_permission("write")
	email = frappe.db.get_value("User", frappe.session.user, "email")
	if not email:
		frappe.throw(_("Your account has no e-mail address."))
	messages = find_audience(doc.audience, doc.language).get_messages()
	subject, body = render(doc, messages[0] if messages else get_sample())
	send(doc, email, _("Test: {0}").format(subject), body, None, get_attachments(doc))
	return {"email": email, "waiting": get_obstacle()}
