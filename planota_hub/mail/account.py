# SPDX-License-Identifier: GPL-3.0-only
"""Whether the site's mails can leave, and what people are told while they can't.

Without an account for outgoing mail the framework either refuses to queue a mail, or, on a site that is mute, lets
it wait in the queue without a word. So whoever makes the site write something is told, and nothing is called sent.
"""

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.translate import get_user_lang
from frappe.utils import cint

from planota_hub.mail.rehearsal import note_queued

ACCOUNT = "Email Account"
ONBOARDING_STEP = "Set Up Outgoing E-mail"
# delivery status of a Communication whose mail waits
DELAYED = "Delayed"


def can_leave() -> bool:
	"""Tell whether mails leave this site."""
	return not get_obstacle()


def get_obstacle(language: str | None = None) -> str | None:
	"""Return in one sentence or two why no mail leaves this site; None when they do.

	Args:
	        language: of the reader; that of the request without.
	"""
	if not has_account():
		return get_missing_account(language)
	if cint(frappe.conf.mute_emails):
		return _("E-mail is switched off on this site (mute_emails). Messages wait in the queue.", language)
	if cint(frappe.db.get_default("suspend_email_queue")):
		return _("The e-mail queue of this site is suspended. Messages wait in it.", language)
	return None


def get_missing_account(language: str | None) -> str:
	if cint(frappe.conf.mute_emails):
		return _(
			"E-mail is not set up on this site: messages wait in the queue, and nobody gets them until there is "
			"an Email Account with default outgoing mail.",
			language,
		)
	return _(
		"E-mail is not set up on this site: nothing can be sent until there is an Email Account with default "
		"outgoing mail.",
		language,
	)


def has_account() -> bool:
	"""Tell whether the site has an account that sends the hub's mails."""
	address = frappe.get_cached_doc("Hub Settings").default_sender_email
	return bool(
		frappe.db.exists(ACCOUNT, {"enable_outgoing": 1, "default_outgoing": 1})
		or (address and frappe.db.exists(ACCOUNT, {"enable_outgoing": 1, "email_id": address}))
		or frappe.conf.get("mail_server")
	)


def follow_queue(entry: Document, method: str | None = None) -> None:
	"""Hook `after_insert` of Email Queue: a mail that can't leave is not shown as sent, and its sender is told."""
	if note_queued(entry) or can_leave():
		return
	if entry.communication:
		frappe.db.set_value("Communication", entry.communication, "delivery_status", DELAYED)
	tell_sender()


def tell_sender() -> None:
	"""Tell a user of the Desk, once per request, that what was just to be sent can't leave."""
	user = frappe.session.user
	if frappe.flags.told_of_waiting_mail or not getattr(frappe.local, "request", None):
		return
	if frappe.get_cached_value("User", user, "user_type") != "System User":
		return
	frappe.flags.told_of_waiting_mail = True
	frappe.msgprint(get_obstacle(get_user_lang(user)), indicator="orange", alert=True)


@frappe.whitelist()
def get_hint() -> dict | None:
	"""Return for a form of the Desk why no mail leaves: `text`, and whether the reader `can_set_up` an account.

	Raises:
	        frappe.PermissionError: for a user without the Desk.
	"""
	if frappe.get_cached_value("User", frappe.session.user, "user_type") != "System User":
		raise frappe.PermissionError
	text = get_obstacle()
	return {"text": text, "can_set_up": bool(frappe.has_permission(ACCOUNT, "create"))} if text else None


def log_once() -> None:
	"""Write into the error log that mails can't leave, unless it says so already."""
	title = _("E-mail is not set up")
	if not frappe.db.exists("Error Log", {"method": title}):
		frappe.log_error(title, get_obstacle())


def follow_account(account: Document, method: str | None = None) -> None:
	"""Hook `on_update` of Email Account: the step of the onboarding is done as soon as mails can leave."""
	if has_account() and frappe.db.exists("Onboarding Step", ONBOARDING_STEP):
		frappe.db.set_value("Onboarding Step", ONBOARDING_STEP, "is_complete", 1)
