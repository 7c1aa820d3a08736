# SPDX-License-Identifier: GPL-3.0-only
"""A pasted list of people becomes participants of a meeting: shown first, then entered, present or invited."""

import frappe
from frappe import _
from frappe.utils import cint, cstr

from planota_hub.planota_hub.meetings.answers import MEETING
from planota_hub.planota_hub.register.pasted_organisations import add_ngos
from planota_hub.rules.many_rows import do_each, read_rows
from planota_hub.sheets.pasted_people import read_people


@frappe.whitelist(methods=["POST"])
def preview_people(meeting: str, text: str) -> dict:
	"""Return who of a pasted text would come onto the list: `rows` as they were understood; they get no mail by it.

	Raises:
	        frappe.PermissionError: for whoever may not change the meeting.
	        frappe.ValidationError: for a text in which nobody is found.
	"""
	doc = get_meeting(meeting)
	people = read_people(text)
	add_ngos(people)
	known = {(cstr(row.person_name).casefold(), row.email or None) for row in doc.participants}
	for person in people:
		key = (person.person_name.casefold(), person.email or None)
		if not person.problem and key in known:
			person.problem = _("Is on the list already.")
	return {"rows": people, "mails": False}


@frappe.whitelist(methods=["POST"])
def enter_people(meeting: str, rows: str | list, present: int | str = 0) -> list[dict]:
	"""Put people onto the list of a meeting, each as a whole or not at all; return what became of each row.

	Args:
	        present: whether they were there.

	Raises:
	        frappe.PermissionError: for whoever may not change the meeting.
	        frappe.ValidationError: for what is no list of rows, or a too long one.
	"""
	get_meeting(meeting)
	people, is_present = read_rows(rows), bool(cint(present))
	results = do_each(people[:1], lambda row: add(meeting, people, is_present))
	if not people or results[0]["is_done"]:
		return [{**result, "row": row.get("row")} for row in people for result in results]
	# somebody can't be entered: who it is shows one by one
	return do_each(people, lambda row: add(meeting, [row], is_present))


def get_meeting(name: str):
	doc = frappe.get_doc(MEETING, name)
	doc.check_permission("write")
	return doc


def add(meeting: str, rows: list[frappe._dict], is_present: bool) -> dict:
	"""Put people onto the list together; who comes for nobody of the register has the organisation beside the name."""
	doc = get_meeting(meeting)
	for row in rows:
		parts = [cstr(row.person_name).strip(), "" if row.ngo else cstr(row.organisation).strip()]
		doc.append(
			"participants",
			{
				"person_name": ", ".join(filter(None, parts)),
				"email": cstr(row.email).strip() or None,
				"ngo": cstr(row.ngo) or None,
				"attendance": "Present" if is_present else "",
			},
		)
	doc.save()
	return {"outcome": _("Present") if is_present else _("On the list")}
