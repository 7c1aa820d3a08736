# SPDX-License-Identifier: GPL-3.0-only
"""What the sender of a public form may choose: among what is offered, an own NGO."""

from collections.abc import Container

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.permissions import get_own_ngos


def pick_choices(doctype: str, label: str, chosen) -> list[str]:
	"""Return the chosen records of a list of checkboxes, each once, in the order of the choice.

	Raises:
	        frappe.ValidationError: when one of them does not exist.
	"""
	if not chosen:
		return []
	names = list(dict.fromkeys(cstr(name) for name in chosen)) if isinstance(chosen, list) else [cstr(chosen)]
	known = set(frappe.get_all(doctype, filters={"name": ["in", names]}, pluck="name", order_by="name asc"))
	if set(names) - known:
		frappe.throw(_("{0}: please choose from the list.").format(label))
	return names


def pick_one(label: str, value, offered: Container[str]) -> str:
	"""Return the one that was chosen among those offered.

	Raises:
	        frappe.ValidationError: when none was chosen, several were, or it is not offered.
	"""
	chosen = cstr(value).strip() if not isinstance(value, list | dict) else ""
	if not chosen or chosen not in offered:
		frappe.throw(_("{0}: please choose from the list.").format(label))
	return chosen


def pick_record(doctype: str, label: str, value, required: bool = True) -> str | None:
	"""Return the one record that was chosen; None when none has to be, and none was.

	Raises:
	        frappe.ValidationError: when none was chosen, several were, or it does not exist.
	"""
	chosen = pick_choices(doctype, label, value)
	if not chosen and not required:
		return None
	if len(chosen) != 1:
		frappe.throw(_("{0}: please choose from the list.").format(label))
	return chosen[0]


def pick_own_ngo(value) -> str | None:
	"""Return the NGO in whose name somebody writes; only its current representatives may name one.

	Raises:
	        frappe.PermissionError: for everybody else, also when there is no such NGO.
	"""
	ngo = cstr(value).strip()
	if ngo and ngo not in get_own_ngos():
		frappe.throw(
			_("NGO: you can only name an organisation that you represent. Please log in."),
			frappe.PermissionError,
		)
	return ngo or None
