# SPDX-License-Identifier: GPL-3.0-only
"""How the hub tells people something: by e-mail in its own name, and its staff under the bell."""

from collections.abc import Callable, Iterable
from email.utils import formataddr

import frappe
from frappe import _
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.email.doctype.email_account.email_account import EmailAccount
from frappe.email.email_body import EMail
from frappe.utils import cint, escape_html, get_url
from frappe.utils.user import get_users_with_role

from planota_hub.mail import account as mail_account
from planota_hub.mail.rehearsal import get_rehearsal, note_mail
from planota_hub.rules.remembering import remember

STAFF_ROLE = "Hub Officer"


def send_confirmation(
	email: str,
	subject: str,
	template: str,
	args: dict,
	attachments: list[dict] | None = None,
	reference: tuple[str, str] | None = None,
) -> bool:
	"""Queue a confirmation in the language of the request; tell whether it could be queued.

	Without an outgoing e-mail account the submission still counts: the page shows the code, and the error log says
	once why. Who notes on a record that somebody was told does so only when this returns True. Nothing is sent about
	records that are loaded quietly. Whether what is queued can leave says `mail_account.can_leave`.

	Args:
	        attachments: files as `fname` and `fcontent`.
	        reference: DocType and name of the record that the mail belongs to in the queue.
	"""
	if is_quiet():
		return False
	if note_mail(email, subject, args.get("lines") or ()):
		return True
	reference_doctype, reference_name = reference or (None, None)
	try:
		frappe.sendmail(
			recipients=[email],
			sender=get_mail_sender(),
			subject=subject,
			template=template,
			args={"hub": get_sign_off(), **args},
			attachments=attachments or [],
			reference_doctype=reference_doctype,
			reference_name=reference_name,
			add_unsubscribe_link=0,
		)
	except frappe.OutgoingEmailError:
		frappe.clear_messages()
		mail_account.tell_sender()
		mail_account.log_once()
		return False
	return True


def get_sign_off(language: str | None = None) -> frappe._dict:
	"""Return who writes, for the end of a mail: `name`, `lines` with the ways to reach the hub, and `url` of its website.

	Args:
	        language: of a mail that is not written in the one of the request.
	"""
	settings = frappe.get_cached_doc("Hub Settings")
	address = ", ".join(line.strip() for line in (settings.address or "").splitlines() if line.strip())
	contact = " · ".join(filter(None, (settings.phone, settings.email)))
	return frappe._dict(
		name=settings.hub_name or _("NGO Hub", language),
		lines=[line for line in (settings.operator_organisation, address, contact) if line],
		url=get_url(),
		language=language or frappe.local.lang,
	)


def send_once(key: str, send: Callable[[], bool], seconds: int = 24 * 3600) -> bool:
	"""Send a mail unless the same was sent a while ago; tell whether it was, now or then.

	Whoever sends the same form again and again does not fill a mailbox. What is rolled back was not sent.

	Args:
	        key: what the mail is and for whom, such as `registered_again:WR-0001`.
	        send: queues the mail and tells whether it could be queued.
	        seconds: how long the mail is not sent again.
	"""
	key = f"hub_sent:{key}"
	if frappe.cache.get_value(key):
		return True
	if not send():
		return False
	remember(key, 1, seconds)
	return True


def is_quiet() -> bool:
	"""Tell whether records are being loaded about which nobody is to be told, as the demo region is."""
	return bool(frappe.flags.in_import and frappe.flags.mute_emails)


def get_mail_sender() -> str | None:
	"""Return the sender of the hub's mails: its own, else the outgoing account's address in the hub's name.

	None where there is no outgoing account. A muted site queues its mails for a dummy account that may have no address.
	"""
	account = EmailAccount.find_outgoing()
	if get_sender() or not account:
		return get_sender()
	return formataddr((get_sender_name(), account.email_id or f"noreply@{frappe.local.site}"))


def get_sender() -> str | None:
	"""Return the sender that Hub Settings give the hub's own e-mails, `Name <address>`; None without an address."""
	address = frappe.get_cached_doc("Hub Settings").default_sender_email
	return formataddr((get_sender_name(), address)) if address else None


def get_sender_name() -> str:
	"""Return in whose name the hub writes."""
	settings = frappe.get_cached_doc("Hub Settings")
	return settings.default_sender_name or settings.hub_name or _("NGO Hub")


def name_sender(mail: EMail) -> None:
	"""Let what the framework writes for the outgoing account, as a link to a new password, come in the hub's name.

	An account is named for those who set it up ("Notifications"). One that says that its name is always the sender's keeps
	it, as do mails that somebody writes. Hook `make_email_body_message`.
	"""
	account = mail.email_account
	if mail.sender == account.default_sender and not cint(account.always_use_account_name_as_sender_name):
		mail.sender = formataddr((get_sender_name(), account.email_id))
		mail.set_header("From", mail.sender)


def notify_staff(doctype: str, name: str, subject: str, also: str | None = None, once: bool = False) -> None:
	"""Put a line under the bell of the hub's staff that leads to a record.

	Args:
	        subject: plain text in the language of the site.
	        also: one more user who is told.
	        once: leave out who has this very line already, see `notify_once`.
	"""
	if is_quiet():
		return
	tell = notify_once if once else notify
	tell([*get_users_with_role(STAFF_ROLE), *([also] if also else [])], doctype, name, subject)


def notify_once(users: Iterable[str], doctype: str, name: str, subject: str) -> None:
	"""Put a line under the bell of those users who have not got this very line about the record yet.

	For a job that tries again until a mail can be queued: what stands under the bell is not repeated meanwhile.
	"""
	users = set(users)
	told = {
		"for_user": ("in", sorted(users) or [""]),
		"document_type": doctype,
		"document_name": name,
		"subject": escape_html(subject),
	}
	known = frappe.get_all("Notification Log", told, pluck="for_user", order_by="for_user asc")
	notify(users.difference(known), doctype, name, subject)


def notify(users: Iterable[str], doctype: str, name: str, subject: str, **more) -> None:
	"""Put a line under the bell of some users that leads to a record.

	Args:
	        subject: plain text in the language of the site.
	        more: other values of the notification, such as `email_content`.
	"""
	if get_rehearsal() is not None:
		return
	# the framework finds those who are told by their e-mail address, which is not the name of every user
	addresses = frappe.get_all(
		"User", {"name": ("in", sorted(set(users)) or [""])}, pluck="email", order_by="name asc"
	)
	notification = {
		"type": "Alert",
		"document_type": doctype,
		"document_name": name,
		"subject": escape_html(subject),
		"from_user": "Administrator",
		**more,
	}
	enqueue_create_notification(addresses, notification)


def site_language() -> str:
	"""Return the language in which the staff are told what came in."""
	return frappe.get_system_settings("language") or "en"


def get_language(email: str) -> str:
	"""Return the language in which somebody is written to: that of the log-in with this address, else the site's."""
	return frappe.db.get_value("User", {"email": email}, "language") or site_language()
