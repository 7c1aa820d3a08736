# SPDX-License-Identifier: GPL-3.0-only
"""What a representative may change of the own NGO; everything else is the staff's."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.model import no_value_fields
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.permissions import STAFF_ROLES, get_roles
from planota_hub.rules.text import field_label, shown

if TYPE_CHECKING:
	from planota_hub.planota_hub.doctype.ngo.ngo import NGO

PORTAL_FIELDS = frozenset(
	{
		"short_name",
		"seat_street",
		"seat_postal_code",
		"seat_town",
		"location",
		"area_of_operation",
		"fields_of_work",
		"email",
		"phone",
		"website",
		"description",
		"logo",
		"members_count",
		"volunteers_count",
		"employees_count",
		"yearly_figures",
		"unknown_numbers",
		"consent_register",
		"consent_news",
	}
)
# of a representative's row the portal may change no more than how to reach the person
FIXED_ROW_FIELDS = ("full_name", "function", "user", "contact", "from_date", "to_date")


def validate_portal_changes(ngo: "NGO", derived_fields: frozenset[str]) -> None:
	"""Refuse a change of anything but the portal's fields by somebody who is not staff.

	Args:
	        derived_fields: fields that the server sets itself on every save, whatever was sent.

	Raises:
	        frappe.PermissionError: naming the first field that must not be changed.
	"""
	before = ngo.get_doc_before_save()
	# who registers a listed NGO by the web form says more of it than a representative may change
	if not before or ngo.flags.from_register or is_staff(frappe.session.user):
		return
	for fieldname in get_changed_fields(ngo, before):
		if fieldname not in PORTAL_FIELDS and fieldname not in derived_fields:
			throw_not_yours(field_label(ngo, fieldname))
	refuse_row_changes(ngo, before)


def is_staff(user: str) -> bool:
	"""Tell whether a user may change the whole of an NGO."""
	return user == "Administrator" or bool(get_roles(user) & (STAFF_ROLES | {"System Manager"}))


def get_changed_fields(ngo: "NGO", before: "NGO") -> Iterator[str]:
	"""Yield the fields whose value differs from the stored one, the table of representatives excepted."""
	for df in ngo.meta.fields:
		if df.fieldname == "representatives" or (
			df.fieldtype in no_value_fields and df.fieldtype not in ("Table", "Table MultiSelect")
		):
			continue
		if get_comparable(ngo, df) != get_comparable(before, df):
			yield df.fieldname


def get_comparable(doc: Document, df) -> str | list:
	"""Return a value so that what a form sends equals what the database holds."""
	value = doc.get(df.fieldname)
	if df.fieldtype in ("Table", "Table MultiSelect"):
		return [[get_comparable(row, column) for column in row.meta.fields] for row in value or []]
	if df.fieldtype in ("Check", "Int", "Float", "Currency", "Percent"):
		return cstr(frappe.utils.flt(value))
	return cstr(value)


def refuse_row_changes(ngo: "NGO", before: "NGO") -> None:
	rows = {row.name: row for row in ngo.representatives}
	for old_row in before.representatives:
		row = rows.pop(old_row.name, None)
		if not row:
			throw_not_yours(
				_("Representatives, {0}: the row can't be removed").format(shown(old_row.full_name))
			)
		for fieldname in FIXED_ROW_FIELDS:
			if cstr(row.get(fieldname)) != cstr(old_row.get(fieldname)):
				throw_not_yours(field_label(row, fieldname))
	for row in rows.values():
		throw_not_yours(_("Representatives, {0}: a row can't be added").format(shown(row.full_name)))


def throw_not_yours(label: str) -> None:
	frappe.throw(
		_("{0}: only the staff of the hub can change this. Please write to them.").format(label),
		frappe.PermissionError,
		title=_("Not Permitted"),
	)
