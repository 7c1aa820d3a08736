# SPDX-License-Identifier: GPL-3.0-only
"""What is done with a document, and printed of it, is about the stored one, not about what a request says of it.

The framework calls a function of a document, and prints it, as the request describes it: with another proposer, an
earlier end of the voting, or links to what its sender may not read.
"""

from contextlib import suppress

import frappe
from frappe import _
from frappe.utils import cstr
from frappe.www import printview

from planota_hub.guards.documents import is_own


def use_stored_document() -> None:
	"""Let the call of a document's function name the document; its fields are read from the database.

	Raises:
	        frappe.ValidationError: when there are changes that are not saved; the form would lose them.
	"""
	form = frappe.form_dict
	sent = None if form.get("dt") else read_stored(form.get("docs"))
	if not sent:
		return
	if sent.get("__unsaved"):
		frappe.throw(_("Please save the document first."), title=_("Not Saved"))
	form.dt, form.dn = sent["doctype"], sent["name"]
	del form["docs"]


def read_stored(described: str | dict | None) -> dict | None:
	"""Return what a request says of a stored document of the app; None for a new one and for everything else."""
	sent = None
	with suppress(ValueError):
		sent = frappe.parse_json(described)
	if not isinstance(sent, dict) or not all(isinstance(sent.get(key), str) for key in ("doctype", "name")):
		return None
	return sent if is_own(sent["doctype"]) and frappe.db.exists(sent["doctype"], sent["name"]) else None


@frappe.whitelist()
def get_html_and_style(doc: str, name: str | None = None, **arguments) -> dict[str, str | None]:
	"""In place of `frappe.www.printview.get_html_and_style`."""
	return frappe.call(printview.get_html_and_style, *name_stored(doc, name), **arguments)


@frappe.whitelist()
def get_rendered_raw_commands(doc: str, name: str | None = None, **arguments) -> dict:
	"""In place of `frappe.www.printview.get_rendered_raw_commands`."""
	return frappe.call(printview.get_rendered_raw_commands, *name_stored(doc, name), **arguments)


def name_stored(doc: str, name: str | None) -> tuple[str, str | None]:
	"""Return the arguments of a print: DocType and name of what is stored, where the app's document is described."""
	if not isinstance(name, str):
		sent = frappe.parse_json(doc)
		if isinstance(sent, dict) and is_own(sent.get("doctype")):
			doc, name = sent["doctype"], cstr(sent.get("name"))
	if isinstance(name, str) and is_own(doc):
		# whatever the framework's version asks itself
		frappe.has_permission(doc, "read", name, throw=True)
	return doc, name
