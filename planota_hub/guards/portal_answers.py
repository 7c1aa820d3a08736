"""What the interface for records tells a log-in without the Desk of other people: nothing.

The framework keeps with every record who made it, who likes it, who has a task with it and who has seen it, and
gives that to everybody who reads the record. The portal has no use for it.
"""

import json
import re

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from planota_hub.guards.documents import is_desk_user

AUTHORS = frozenset({"owner", "modified_by"})
MARKS = frozenset({"_assign", "_comments", "_liked_by", "_seen", "_user_tags"})
MENTIONED = re.compile(rf"(?<!\w)({'|'.join(sorted(MARKS))})(?!\w)")
# arguments with which lists are asked
LIST_ARGUMENTS = ("fields", "fieldname", "filters", "or_filters", "order_by", "group_by", "pluck")


def is_portal_log_in() -> bool:
	"""Tell whether the request comes from a log-in without the Desk; a guest is none."""
	return frappe.session.user != "Guest" and not is_desk_user(frappe.session.user)


def refuse_marks_in_lists() -> None:
	"""Refuse to list, search or sort by the columns of marks.

	Raises:
	        frappe.PermissionError: for a log-in without the Desk.
	"""
	sent = (frappe.form_dict.get(argument) for argument in LIST_ARGUMENTS)
	mentioned = any(MENTIONED.search(value) for value in sent if isinstance(value, str))
	if mentioned and frappe.request.path.startswith("/api/") and is_portal_log_in():
		frappe.throw(_("Your log-in is not permitted to do this."), frappe.PermissionError)


def hide_people(response: Response, request: Request) -> None:
	"""Hook `after_request`: take marks, and authors who are somebody else, out of an answer to the portal."""
	is_answer = request.path.startswith("/api/") and response.mimetype == "application/json"
	if not is_answer or not is_portal_log_in():
		return
	answer = json.loads(response.get_data(as_text=True) or "null")
	response.set_data(json.dumps(without_people(answer, frappe.session.user)))


def without_people(answer, user: str):
	"""Return an answer without the keys that name other people."""
	if isinstance(answer, list):
		return [without_people(part, user) for part in answer]
	if not isinstance(answer, dict):
		return answer
	return {
		key: without_people(value, user)
		for key, value in answer.items()
		if key not in MARKS and (key not in AUTHORS or value == user)
	}
