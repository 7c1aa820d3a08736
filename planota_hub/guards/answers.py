# SPDX-License-Identifier: GPL-3.0-only
"""What the answers of the interfaces leave out: fields of hidden levels, and to the portal other people.

Some functions of the framework answer with a whole document after they did their work: when it is saved through the
interface for records, or when a function of the document is called. And with every record the framework keeps who
made it, who likes it, who has a task with it and who has seen it; the portal has no use for that.
"""

import json
import re
from functools import cache

import frappe
from frappe import _
from werkzeug.wrappers import Request, Response

from planota_hub.guards.documents import get_hidden_fields, is_desk_user, is_own

AUTHORS = frozenset({"owner", "modified_by"})
MARKS = frozenset({"_assign", "_comments", "_liked_by", "_seen", "_user_tags"})
MENTIONED = re.compile(rf"(?<!\w)({'|'.join(sorted(MARKS))})(?!\w)")
# arguments with which lists are asked
LIST_ARGUMENTS = ("fields", "fieldname", "filters", "or_filters", "order_by", "group_by", "pluck")


def is_portal_log_in() -> bool:
	"""Tell whether the request comes from a log-in without the Desk; a guest is none."""
	return frappe.session.user != "Guest" and not is_desk_user(frappe.session.user)


def is_call(request: Request) -> bool:
	"""Tell whether a request calls a function or an interface: by its address, or at any address by `cmd`."""
	return request.path.startswith("/api/") or bool(frappe.form_dict.get("cmd"))


def refuse(is_refused: bool) -> None:
	"""Refuse a request.

	Raises:
	        frappe.PermissionError: without saying of what, for the request names nothing that may be told.
	"""
	if is_refused:
		frappe.throw(
			_("Your log-in is not permitted to do this."), frappe.PermissionError, title=_("Not Permitted")
		)


def refuse_marks_in_lists() -> None:
	"""Refuse the portal to list, search or sort by the columns of marks."""
	sent = (frappe.form_dict.get(argument) for argument in LIST_ARGUMENTS)
	mentioned = any(MENTIONED.search(value) for value in sent if isinstance(value, str))
	refuse(mentioned and is_call(frappe.request) and is_portal_log_in())


def cut_answer(response: Response, request: Request) -> None:
	"""Hook `after_request`: take out of an answer what its reader may not see."""
	is_answer = is_call(request) and response.mimetype == "application/json"
	if not is_answer or frappe.session.user in ("Guest", "Administrator"):
		return
	text = response.get_data(as_text=True)
	is_portal = is_portal_log_in()
	if is_portal or '"doctype"' in text:
		response.set_data(json.dumps(cut(json.loads(text or "null"), frappe.session.user, is_portal)))


def cut(answer, user: str, is_portal: bool):
	"""Return an answer whose records have no fields of hidden levels, and for the portal name no other people."""

	@cache
	def get_hidden(doctype: str | None, parenttype: str | None) -> set[str]:
		return get_hidden_fields(doctype, user, parenttype) if is_own(doctype) else set()

	def is_shown(key: str, value, hidden: set[str]) -> bool:
		names_others = is_portal and (key in MARKS or (key in AUTHORS and value != user))
		return key not in hidden and not names_others

	def walk(part):
		if isinstance(part, list):
			return [walk(entry) for entry in part]
		if not isinstance(part, dict):
			return part
		names = (part.get("doctype"), part.get("parenttype"))
		hidden = get_hidden(*(name if isinstance(name, str) else None for name in names))
		return {key: walk(value) for key, value in part.items() if is_shown(key, value, hidden)}

	return walk(answer)
