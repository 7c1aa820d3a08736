# SPDX-License-Identifier: GPL-3.0-only
"""Nobody overwrites anybody with a small form of the portal: it brings back what it showed (`hub_shown`)."""

import json
from collections.abc import Iterable

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.utils import cstr

from planota_hub.public_forms.form.meanwhile import find_changes
from planota_hub.public_forms.form.values import Values, read_state


class ChangedMeanwhileError(frappe.ValidationError):
	"""Others have changed what a form showed; whoever has seen that may send it once more."""

	http_status_code = 409


def describe_state(document: Document | frappe._dict, fieldnames: Iterable[str]) -> str:
	"""Return what a page shows of a record, for its form to bring back."""
	return json.dumps(get_state(document, fieldnames), ensure_ascii=False)


def get_state(document: Document | frappe._dict, fieldnames: Iterable[str]) -> Values:
	return {fieldname: cstr(document.get(fieldname)).strip() for fieldname in fieldnames}


def refuse_overwriting(document: Document, fieldnames: Iterable[str], shown: str) -> None:
	"""Refuse a form while others have changed what it showed, and tell what.

	Args:
	        shown: as the form brings it back; empty when nothing was shown, as to a program.

	Raises:
	        ChangedMeanwhileError: with the answer's `hub_shown`, which lets the form be sent once more.
	"""
	current, before = get_state(document, fieldnames), read_state(shown)
	changed = find_changes(before, current)
	if not changed:
		return
	frappe.local.response["hub_shown"] = json.dumps(current, ensure_ascii=False)
	lines = []
	for fieldname in changed:
		label = _(document.meta.get_label(fieldname), context=document.doctype)
		change = _("before “{0}”, now “{1}”.").format(before[fieldname] or "–", current[fieldname] or "–")
		lines.append(f"{label}: {change}")
	frappe.throw(
		_(
			"Somebody else has changed this meanwhile. {0} Nothing was saved yet; press the button once more if it is to be as you entered."
		).format(frappe.utils.escape_html(" ".join(lines))),
		ChangedMeanwhileError,
	)
