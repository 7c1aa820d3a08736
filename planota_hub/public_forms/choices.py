# SPDX-License-Identifier: GPL-3.0-only
"""What the sender of a public form may choose: among what is offered, an own NGO, one of the register."""

from collections.abc import Container

import frappe
from frappe import _
from frappe.utils import cstr

from planota_hub.permissions import get_own_ngos
from planota_hub.public_forms.intake import require_values
from planota_hub.rules.fields import normalise_registration_number
from planota_hub.rules.text import field_label


def pick_choices(doctype: str, label: str, chosen) -> list[str]:
	"""Return the chosen records of a list of checkboxes, each once, in the order of the choice.

	Raises:
	        frappe.ValidationError: when one of them does not exist.
	"""
	if not chosen:
		return []
	names = list(dict.fromkeys(cstr(name) for name in chosen)) if isinstance(chosen, list) else [cstr(chosen)]
	known = set(frappe.get_all(doctype, filters={"name": ["in", names]}, pluck="name", order_by="name"))
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


def pick_ngo(values: dict, stages: tuple[str, ...] = ("Verified",)) -> str:
	"""Return the NGO that a form is about: the own one, or the one with the registration number; see `find_ngo`."""
	return pick_own_ngo(values.get("ngo")) or find_ngo(values.get("registration_number"), stages)


def find_ngo(registration_number, stages: tuple[str, ...] = ("Verified",)) -> str:
	"""Return the NGO of the register with a registration number.

	Raises:
	        frappe.ValidationError: for a number that can't be right, or that is not in the register.
	"""
	stub = frappe.new_doc("NGO")
	stub.registration_number = cstr(registration_number).strip()
	require_values("NGO", ("registration_number",), stub.as_dict())
	normalise_registration_number(stub)
	known = {"registration_number": stub.registration_number, "stage": ("in", stages)}
	if ngo := frappe.db.get_value("NGO", known, "name", order_by="name asc"):
		return ngo
	frappe.throw(
		_("{0}: no organisation with this number is in the register. Please register it first.").format(
			field_label(stub, "registration_number")
		),
		title=_("Not in the Register"),
	)
