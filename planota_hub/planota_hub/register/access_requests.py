# SPDX-License-Identifier: GPL-3.0-only
"""How somebody becomes a representative with a log-in without having been invited: they ask, the hub confirms.

A person asks for themselves through the web form, or a representative names a colleague in the portal.
"""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.utils import cint, cstr

from planota_hub.mail import hub_mail
from planota_hub.mail.messages import Message, send
from planota_hub.mail.wording import speaking
from planota_hub.planota_hub.portal.confirmation import get_own
from planota_hub.planota_hub.register.identity.choices import find_ngo
from planota_hub.planota_hub.register.portal_access import give_log_in
from planota_hub.planota_hub.register.representatives import is_current
from planota_hub.public_forms import intake
from planota_hub.public_forms.consent import get_consent
from planota_hub.rules.fields import get_email_key
from planota_hub.rules.names import fold_person_name
from planota_hub.rules.refusals import refuse
from planota_hub.rules.text import validate_plain_text

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO
	from planota_hub.planota_hub.doctype.ngo_representative.ngo_representative import NGORepresentative
	from planota_hub.planota_hub.doctype.portal_access_request.portal_access_request import (
		PortalAccessRequest,
	)

REQUEST = "Portal Access Request"
FORM_FIELDS = ("full_name", "function", "phone", "message")
ACTIVE_STAGES = ("Submitted", "Verified")


def ask_for_access(values: dict) -> dict[str, str]:
	"""Take a request for a log-in; handler of the web form `ask-for-access`.

	Who has a log-in already, or has asked, is answered the same way, so that nothing is told about anybody.

	Returns:
	        `outcome` "received".

	Raises:
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	        frappe.RateLimitExceededError: when the e-mail address sent too many forms within a day.
	"""
	if intake.is_robot(values):
		return {"outcome": "received"}
	intake.require_consent(values)
	receive(make_request(find_ngo(values.get("registration_number"), ACTIVE_STAGES), values))
	return {"outcome": "received"}


@frappe.whitelist(methods=["POST"])
def add_colleague(
	ngo: str, full_name: str, email: str, function: str = "", phone: str = "", agreed: int | str = 0
) -> str:
	"""Name a colleague of the own NGO who is to represent it too; the hub confirms.

	Args:
	        agreed: whether the colleague knows of it and agrees.

	Returns:
	        what the person is told.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.ValidationError: with the field's name when a value is refused; nothing is saved then.
	"""
	own = get_own(ngo)
	if not cint(agreed):
		frappe.throw(_("Please confirm that your colleague knows of this and agrees."))
	said = {"full_name": full_name, "email": email, "function": function, "phone": phone}
	receive(make_request(own.name, said, frappe.session.user))
	return _("Thank you. The hub confirms the new representative and then sends the invitation.")


def make_request(ngo: str, values: dict, requested_by: str | None = None) -> "PortalAccessRequest":
	"""Return the new request, not saved yet, with what may be said and nothing else."""
	texts = intake.pick_values(REQUEST, FORM_FIELDS, values)
	intake.require_values(REQUEST, ("full_name",), texts)
	request = frappe.new_doc(REQUEST)
	request.update({**texts, "ngo": ngo, "email": intake.read_email(_("Email"), values.get("email"))})
	validate_plain_text(request)
	request.flags.intake = {"requested_by": requested_by, **get_consent("Portal Access Request")}
	return request


def receive(request: "PortalAccessRequest") -> None:
	"""Save a request unless it is known, and tell the staff and whoever asked for themselves."""
	ngo = frappe.get_doc("NGO", request.ngo, for_update=True)
	if is_known(request, ngo):
		return
	intake.check_throttle(request.email)
	with intake.saving_for_guest():
		request.insert(ignore_permissions=True)
	subject = _("{0} wants access for {1}", hub_mail.site_language()).format(request.full_name, ngo.ngo_name)
	hub_mail.notify_staff(REQUEST, request.name, subject)
	if not request.requested_by:
		send_answer(request, "received")


def is_known(request: "PortalAccessRequest", ngo: "NGO") -> bool:
	"""Tell whether the person has a log-in for the NGO, or an open request."""
	row = find_row(ngo, request)
	waiting = {"ngo": ngo.name, "email": request.email, "stage": "Received"}
	return bool(row and row.user) or bool(frappe.db.exists(REQUEST, waiting))


def find_row(ngo: "NGO", request: "PortalAccessRequest") -> "NGORepresentative | None":
	"""Return the current row of the person among the representatives of the NGO."""
	key, name = get_email_key(request.email), fold_person_name(request.full_name)
	return next(
		(
			row
			for row in ngo.representatives
			if is_current(row) and get_email_key(row.email) == key and fold_person_name(row.full_name) == name
		),
		None,
	)


def refuse_ended_ngo(request: "PortalAccessRequest") -> None:
	"""Nobody gets access for an NGO that was rejected or is no longer active.

	Raises:
	        frappe.ValidationError: naming the field.
	"""
	if frappe.db.get_value("NGO", request.ngo, "stage") not in ACTIVE_STAGES:
		refuse(request, "ngo", _("this organisation is not active in the register."))


def grant(request: "PortalAccessRequest") -> None:
	"""Make the person a representative of the NGO, with a log-in, and send the invitation."""
	ngo = frappe.get_doc("NGO", request.ngo, for_update=True)
	row = find_row(ngo, request) or ngo.append(
		"representatives",
		{
			"full_name": request.full_name,
			"email": request.email,
			"function": request.function,
			"phone": request.phone,
		},
	)
	give_log_in(ngo, row, request.preferred_language)


def send_answer(request: "PortalAccessRequest", kind: str) -> bool:
	"""Queue what the sender is told; tell whether it could be queued. A colleague's answer goes to who named them.

	Args:
	        kind: "received" or "declined".
	"""
	ngo = frappe.db.get_value("NGO", request.ngo, "ngo_name")
	with speaking(request.preferred_language):
		subject, line = {
			"received": (
				_("We have received your request for access"),
				_("thank you. The hub checks with the organisation and then writes to you."),
			),
			"declined": (
				_("About your request for access"),
				_("access to the portal was not granted. Reason: {0}").format(cstr(request.decline_reason)),
			),
		}[kind]
		return send(
			request.requested_by or request.email, Message(subject, [line], [(_("Organisation"), ngo)])
		)


def get_open_requests(ngo: str) -> list[frappe._dict]:
	"""Return the requests for an NGO that the hub has not answered yet, the first one first."""
	return frappe.get_all(
		REQUEST,
		{"ngo": ngo, "stage": "Received"},
		["full_name", "function", "email", "creation"],
		order_by="creation asc, name asc",
	)
