# SPDX-License-Identifier: GPL-3.0-only
"""Many NGOs changed at once: looked at first, done one by one, and undone where nobody has changed them since.

Each NGO is saved through its own rules and with the rights of who acts; what can't be changed says why.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.desk.form.assign_to import add as assign
from frappe.model.workflow import apply_workflow
from frappe.utils import cint, cstr

from planota_hub.mail.rehearsal import rehearsing
from planota_hub.planota_hub.register.duplicates import find_likely_duplicates
from planota_hub.rules.many_rows import do_each, read_rows

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

DOCTYPE = "NGO"
ADD_FIELD, REMOVE_FIELD = "Add Field of Work", "Remove Field of Work"
MUNICIPALITY, NEWS_CONSENT = "Municipality", "Agreement to Information"
VERIFY, ASSIGN = "Verify", "Assign"
# what is undone by writing the values of before
FIELDS = ("municipality", "consent_news")
UNDONE = (ADD_FIELD, REMOVE_FIELD, MUNICIPALITY, NEWS_CONSENT)


@frappe.whitelist(methods=["POST"])
def preview_change(
	change: str, rows: str | list, value: str | None = None, source: str | None = None
) -> list[dict]:
	"""Return for each NGO what a change would make of it, without making it.

	Args:
	        change: one of the changes above.
	        rows: each with `name` and, from the list, `modified`.
	        value: what is set: a field of work, a municipality, 1 or 0 for the agreement, a user for an assignment.
	        source: for the agreement, who gave it and how.

	Returns:
	        rows with `name`, `title`, `before`, `after`, `duplicates` (when verified), `is_done` whether it can be
	        changed, and else the `reason`.

	Raises:
	        frappe.ValidationError: for an unknown change, a value that is missing, or too many rows.
	"""
	check_change(change, value, source)

	def look(row: frappe._dict) -> dict:
		ngo = get_unchanged(row)
		answer = {"name": ngo.name, "title": ngo.ngo_name, "before": describe(change, ngo)}
		if change == VERIFY:
			answer["duplicates"] = [found.title for found in find_likely_duplicates(ngo)]
		try_change(change, ngo, value, source)
		return {**answer, "after": describe(change, ngo)}

	return do_each(add_titles(read_rows(rows)), with_title(lambda row: undo_after(look, row)))


@frappe.whitelist(methods=["POST"])
def make_change(
	change: str, rows: str | list, value: str | None = None, source: str | None = None
) -> list[dict]:
	"""Change each NGO; return what became of it, with `undo` for `undo_change` where it can be undone.

	See `preview_change`.
	"""
	check_change(change, value, source)

	def act(row: frappe._dict) -> dict:
		ngo = get_unchanged(row)
		before = keep(ngo)
		try_change(change, ngo, value, source)
		modified = cstr(frappe.db.get_value(DOCTYPE, ngo.name, "modified"))
		undo = {"name": ngo.name, "modified": modified, **before} if change in UNDONE else None
		return {"name": ngo.name, "title": ngo.ngo_name, "undo": undo}

	return do_each(add_titles(read_rows(rows)), with_title(act))


@frappe.whitelist(methods=["POST"])
def undo_change(rows: str | list) -> list[dict]:
	"""Give NGOs the values that they had before a change; one that was changed since is left as it is.

	Args:
	        rows: the `undo` of `make_change`.
	"""

	def act(row: frappe._dict) -> dict:
		ngo = get_unchanged(row)
		ngo.update({fieldname: row.get(fieldname) for fieldname in FIELDS})
		ngo.set("fields_of_work", [{"field_of_work": name} for name in row.get("fields_of_work") or []])
		ngo.save()
		return {"name": ngo.name, "title": ngo.ngo_name}

	return do_each(read_rows(rows), act)


def check_change(change: str, value: str | None, source: str | None) -> None:
	if change not in CHANGES:
		frappe.throw(_("Expected is one of these changes: {0}.").format(", ".join(map(_, CHANGES))))
	if change not in (VERIFY, NEWS_CONSENT) and not cstr(value):
		frappe.throw(_("Please choose what the NGOs get."))
	if change == NEWS_CONSENT and cint(value) and not cstr(source).strip():
		frappe.throw(_("Please say who agreed, and how: consent needs a source."))


def add_titles(rows: list[frappe._dict]) -> list[frappe._dict]:
	"""Number the rows, so that each answer can be told from the others."""
	for number, row in enumerate(rows, start=1):
		row.row = row.row or number
	return rows


def with_title(act: Callable[[frappe._dict], dict]) -> Callable[[frappe._dict], dict]:
	def do(row: frappe._dict) -> dict:
		if not isinstance(row.name, str) or not frappe.db.exists(DOCTYPE, row.name):
			frappe.throw(_("This NGO is no longer there."))
		return act(row)

	return do


def get_unchanged(row: frappe._dict) -> "NGO":
	"""Return an NGO that the user may change and nobody has changed since it was listed.

	Raises:
	        frappe.PermissionError: for one that the user may not change.
	        frappe.ValidationError: for one that somebody has changed meanwhile.
	"""
	ngo = frappe.get_doc(DOCTYPE, row.name)
	ngo.check_permission("write")
	if row.get("modified") and cstr(row.modified) != cstr(ngo.modified):
		frappe.throw(_("Somebody has changed this NGO meanwhile."))
	return ngo


def undo_after(look: Callable[[frappe._dict], dict], row: frappe._dict) -> dict:
	"""Return what `look` finds, and undo what it did to find it."""
	with rehearsing():
		return look(row)


def keep(ngo: "NGO") -> dict:
	values = {fieldname: ngo.get(fieldname) for fieldname in FIELDS}
	return {**values, "fields_of_work": [row.field_of_work for row in ngo.fields_of_work]}


def try_change(change: str, ngo: "NGO", value: str | None, source: str | None) -> None:
	CHANGES[change](ngo, cstr(value), cstr(source).strip())


def add_field(ngo: "NGO", value: str, _source: str) -> None:
	if value in [row.field_of_work for row in ngo.fields_of_work]:
		frappe.throw(_("The NGO has this field of work already."))
	ngo.append("fields_of_work", {"field_of_work": value})
	ngo.save()


def remove_field(ngo: "NGO", value: str, _source: str) -> None:
	kept = [row.field_of_work for row in ngo.fields_of_work if row.field_of_work != value]
	if len(kept) == len(ngo.fields_of_work):
		frappe.throw(_("The NGO does not have this field of work."))
	ngo.set("fields_of_work", [{"field_of_work": name} for name in kept])
	ngo.save()


def set_municipality(ngo: "NGO", value: str, _source: str) -> None:
	ngo.municipality = value
	ngo.save()


def set_news_consent(ngo: "NGO", value: str, source: str) -> None:
	ngo.consent_news = cint(value)
	ngo.flags.consent_source = source
	ngo.save()


def verify(ngo: "NGO", _value: str, _source: str) -> None:
	apply_workflow(ngo, "Verify")
	ngo.reload()


def assign_to(ngo: "NGO", value: str, _source: str) -> None:
	assign({"doctype": DOCTYPE, "name": ngo.name, "assign_to": [value]})


CHANGES: dict[str, Callable[["NGO", str, str], None]] = {
	ADD_FIELD: add_field,
	REMOVE_FIELD: remove_field,
	MUNICIPALITY: set_municipality,
	NEWS_CONSENT: set_news_consent,
	VERIFY: verify,
	ASSIGN: assign_to,
}


def describe(change: str, ngo: "NGO") -> str:
	"""Return in words what a change is about in an NGO, as it is now."""
	if change in (ADD_FIELD, REMOVE_FIELD):
		return ", ".join(_(row.field_of_work) for row in ngo.fields_of_work)
	if change == MUNICIPALITY:
		return cstr(ngo.municipality)
	if change == NEWS_CONSENT:
		return _("Yes") if ngo.consent_news else _("No")
	if change == VERIFY:
		return _(ngo.stage)
	users = frappe.parse_json(frappe.db.get_value(DOCTYPE, ngo.name, "_assign") or "[]")
	return ", ".join(frappe.db.get_value("User", user, "full_name") or user for user in users)
