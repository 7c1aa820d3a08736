# SPDX-License-Identifier: GPL-3.0-only
"""What the hub and an NGO write to each other about a request: e-mails, and messages from the portal.

Each message is a Communication of the request. The NGO sees those that were sent to it or came from it; what the
staff write to somebody else about the request stays theirs.
"""

import re
from html import unescape
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.rate_limiter import rate_limit
from frappe.utils import cstr, escape_html, get_fullname, strip_html
from werkzeug.wrappers import Response

from planota_hub.capacity_building.support.targets import REQUEST
from planota_hub.files.access import FILE
from planota_hub.files.downloads import offer_as_file
from planota_hub.files.uploads import hang_upload, has_upload
from planota_hub.mail.hub_mail import notify, notify_staff, site_language
from planota_hub.permissions import get_own_ngos
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.text import TEXT_LENGTH, clean_text

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)

MESSAGES_PER_HOUR = 30
MESSAGE = "Communication"
PARAGRAPH_END = re.compile(r"<br\s*/?>|</(?:p|div|li|tr)>", re.IGNORECASE)


def get_own_request(name: str) -> "NGOSupportRequest":
	"""Return a request of an NGO that the current user represents.

	Raises:
	        frappe.PermissionError: for every other one, also when there is none of that name.
	"""
	ngo = frappe.db.get_value(REQUEST, cstr(name), "ngo") if name else None
	if not ngo or ngo not in get_own_ngos():
		frappe.throw(_("You can only see requests of your own organisation."), frappe.PermissionError)
	return frappe.get_doc(REQUEST, name)


def get_messages(request: "NGOSupportRequest") -> list[frappe._dict]:
	"""Return the messages that the NGO sees, the first one first: `day`, `who`, `is_own`, `text`, `files`."""
	rows = frappe.get_all(
		MESSAGE,
		{
			"reference_doctype": REQUEST,
			"reference_name": request.name,
			"communication_type": "Communication",
		},
		["name", "sender", "sender_full_name", "recipients", "cc", "content", "creation", "sent_or_received"],
		order_by="creation asc, name asc",
		limit_page_length=0,
	)
	own = get_mailboxes(request)
	shown = [row for row in rows if own & get_keys(row)]
	files = get_files([row.name for row in shown])
	return [
		frappe._dict(
			day=row.creation,
			is_own=row.sent_or_received == "Received",
			who=row.sender_full_name or row.sender if row.sent_or_received == "Received" else _("The hub"),
			text=as_text(row.content),
			files=files.get(row.name, []),
		)
		for row in shown
	]


def get_mailboxes(request: "NGOSupportRequest") -> set[str]:
	"""Return the mailboxes of who asked and of those who represent the NGO today."""
	people = {"parenttype": "NGO", "parent": request.ngo, "is_current": 1}
	rows = frappe.get_all("NGO Representative", people, ["email", "user"], order_by="idx asc")
	addresses = {request.requester_email, *(row.email for row in rows), *(row.user for row in rows)}
	return {get_email_key(address) for address in addresses if address}


def get_keys(row: frappe._dict) -> set[str]:
	"""Return the mailboxes that a message came from and went to."""
	addresses = ",".join(cstr(row[field]) for field in ("sender", "recipients", "cc"))
	found = frappe.utils.split_emails(addresses)
	return {get_email_key(frappe.utils.parse_addr(address)[1]) for address in found}


def as_text(content: str | None) -> str:
	"""Return what a message says without its markup, paragraph by paragraph."""
	lines = PARAGRAPH_END.sub("\n", cstr(content))
	return "\n".join(line.strip() for line in unescape(strip_html(lines)).strip().splitlines())


def get_files(messages: list[str]) -> dict[str, list[frappe._dict]]:
	"""Return the files of messages, under each message."""
	found: dict[str, list[frappe._dict]] = {}
	for row in frappe.get_all(
		FILE,
		{"attached_to_doctype": MESSAGE, "attached_to_name": ("in", messages or [""])},
		["name", "file_name", "attached_to_name"],
		order_by="creation asc, name asc",
	):
		found.setdefault(row.attached_to_name, []).append(row)
	return found


@frappe.whitelist(methods=["POST"])
@rate_limit(limit=MESSAGES_PER_HOUR, seconds=3600)
def write_message(request: str, text: str = "") -> str:
	"""Write to the hub about a request of the own NGO, with the file of the request to the site if it brings one.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for a request of others.
	        frappe.ValidationError: when there is nothing to send, or too much.
	"""
	document = get_own_request(request)
	said = clean_text(cstr(text), multiline=True)
	if not said and not has_upload():
		frappe.throw(_("Please write a message, or choose a file."))
	if len(said) > TEXT_LENGTH:
		frappe.throw(_("The message is longer than {0} characters.").format(TEXT_LENGTH))
	message = make_message(document, said)
	if has_upload():
		hang_upload(MESSAGE, message.name)
	tell(document)
	return _("Your message is sent.")


def make_message(request: "NGOSupportRequest", text: str):
	"""Save a message of the current user about a request."""
	user = frappe.session.user
	return frappe.get_doc(
		{
			"doctype": MESSAGE,
			"communication_type": "Communication",
			"communication_medium": "Other",
			"sent_or_received": "Received",
			"subject": request.subject,
			"content": "<br>".join(escape_html(line) for line in text.splitlines()),
			"sender": frappe.db.get_value("User", user, "email"),
			"sender_full_name": get_fullname(user),
			"reference_doctype": REQUEST,
			"reference_name": request.name,
			"status": "Linked",
		}
	).insert(ignore_permissions=True)


def tell(request: "NGOSupportRequest") -> None:
	"""Tell the one who works on the request, else the staff, that there is a message."""
	subject = _("New message on a request: {0}", site_language()).format(request.subject)
	if request.responsible:
		notify([request.responsible], REQUEST, request.name, subject)
	else:
		notify_staff(REQUEST, request.name, subject)


@frappe.whitelist()
def download_file(request: str, file: str) -> Response:
	"""Answer with a file of a message that the NGO sees.

	Raises:
	        frappe.PermissionError: for every other file.
	"""
	shown = {row.name for message in get_messages(get_own_request(request)) for row in message.files}
	if file not in shown:
		frappe.throw(_("This file is not a part of the conversation."), frappe.PermissionError)
	document = frappe.get_doc(FILE, file)
	content = document.get_content()
	data = content if isinstance(content, bytes) else content.encode()
	response = Response(data, mimetype="application/octet-stream")
	offer_as_file(response, document.file_name)
	return response
