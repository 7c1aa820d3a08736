# SPDX-License-Identifier: GPL-3.0-only
"""A call is written down while one still holds the phone: a note at the record, or a mentoring session if it took time."""

import frappe
from frappe import _
from frappe.utils import add_to_date, cstr, escape_html, flt, now_datetime

from planota_hub.guards.marks import require_change
from planota_hub.rules.text import shown

CALLED = ("NGO", "Stakeholder", "Contact")
SESSION, NOTE = "Mentoring Session", "Communication"
PHONE = "Phone"


@frappe.whitelist(methods=["POST"])
def note_call(
	doctype: str,
	name: str,
	topic: str,
	person: str | None = None,
	note: str | None = None,
	hours: float | str = 0,
	ngo: str | None = None,
) -> dict:
	"""Write down a call that has just ended.

	Args:
	        doctype, name: with whom: an NGO, a stakeholder or a Contact.
	        person: who called.
	        hours: of counselling; with them the call is a held mentoring session and counts as support.
	        ngo: for which NGO the hours count where the record is none.

	Returns:
	        `doctype` and `name` of the record that was made.

	Raises:
	        frappe.PermissionError: for who may not write at the record, or not enter sessions.
	        frappe.ValidationError: for a call without a topic, or hours without an NGO.
	"""
	if doctype not in CALLED:
		frappe.throw(_("{0}: expected is one of {1}.").format("doctype", ", ".join(CALLED)))
	if not cstr(topic).strip():
		frappe.throw(_("Topic: please write what the call was about."))
	helped = name if doctype == "NGO" else ngo
	if flt(hours) > 0:
		return make_session(helped, topic, person, note, flt(hours))
	require_change(doctype, name)
	return make_note(doctype, name, topic, person, note)


def make_session(ngo: str | None, topic: str, person: str | None, note: str | None, hours: float) -> dict:
	"""Make the session that ended now; its own rules check hours, mentor and NGO."""
	if not ngo or not frappe.has_permission("NGO", "read", ngo):
		frappe.throw(_("NGO: please choose for whom the hours count; {0} is none.").format(shown(ngo or "–")))
	session = frappe.get_doc(
		{
			"doctype": SESSION,
			"topic": topic,
			"ngo": ngo,
			"mentor": frappe.session.user,
			"starts_on": add_to_date(now_datetime().replace(second=0, microsecond=0), hours=-hours),
			"hours": hours,
			"delivery": PHONE,
			"participant_names": person,
			"summary": note,
		}
	).insert()
	return {"doctype": SESSION, "name": session.name}


def make_note(doctype: str, name: str, topic: str, person: str | None, note: str | None) -> dict:
	"""Put the call into the history of the record, as the framework keeps calls."""
	texts = [escape_html(text).replace("\n", "<br>") for text in (person, note) if text]
	call = frappe.get_doc(
		{
			"doctype": NOTE,
			"communication_type": NOTE,
			"communication_medium": PHONE,
			"sent_or_received": "Received",
			"subject": topic,
			"content": "<br>".join(texts),
			"sender": frappe.session.user,
			"reference_doctype": doctype,
			"reference_name": name,
			"status": "Linked",
		}
	).insert(ignore_permissions=True)
	return {"doctype": NOTE, "name": call.name}
