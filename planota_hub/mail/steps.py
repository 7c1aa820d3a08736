# SPDX-License-Identifier: GPL-3.0-only
"""Before a form takes a step or sends something: which fields are still needed, and who would get what.

Everything is asked of the rules and of the mails themselves (`rules.missing_fields`, `rehearsal`); this file only tries
the action out for the form.
"""

from collections.abc import Callable
from dataclasses import asdict

import frappe
from frappe import _
from frappe.model.document import Document
from frappe.model.workflow import apply_workflow

from planota_hub.mail.account import get_obstacle
from planota_hub.mail.rehearsal import Rehearsal, rehearsing
from planota_hub.rules.announced_events import AnnouncedEvent
from planota_hub.rules.missing_fields import MissingField, noting_missing
from planota_hub.rules.own_doctypes import is_hub_document


@frappe.whitelist(methods=["POST"])
def prepare_step(doctype: str, name: str, action: str) -> dict:
	"""Return what a step of the workflow still needs, as `fields`, and else what it sends (see `as_preview`).

	Nothing is changed. A step that is refused for another reason sends nothing here; taking it says why.

	Raises:
	        frappe.PermissionError: for whoever may not change the record.
	"""
	doc = get_writable(doctype, name)
	rehearsal, missing = try_out(lambda: apply_workflow(doc, action), doc)
	return {"fields": [asdict(entry) for entry in missing], **describe(rehearsal)}


@frappe.whitelist(methods=["POST"])
def prepare_change(doc: str | dict) -> dict | None:
	"""Return what saving a form sends to those whom the event was told already; None when they need not know.

	Args:
	        doc: the record as it is in the form; `is_past` in the answer says that it now lies in the past.

	Raises:
	        frappe.PermissionError: for whoever may not change the record.
	"""
	values = frappe.parse_json(doc)
	if not isinstance(values, dict):
		frappe.throw(_("Expected is a record of the hub."))
	stored = get_writable(values.get("doctype"), values.get("name"))
	if not isinstance(stored, AnnouncedEvent):
		return None
	changed = frappe.get_doc(values)
	changed.load_doc_before_save()
	if not changed.is_entry_change():
		return None
	rehearsal, missing = try_out(changed.save, changed)
	return {"is_past": changed.is_over(), "fields": len(missing), **describe(rehearsal)}


@frappe.whitelist(methods=["POST"])
def prepare_call(
	method: str, args: str | dict | None = None, doctype: str | None = None, name: str | None = None
) -> dict:
	"""Return what a button of the hub sends (see `as_preview`); nothing is changed.

	Args:
	        method: one that the hook `hub_previewed_calls` names: the path of a function, or `DocType.method`.
	        args: what it is called with.

	Raises:
	        frappe.PermissionError: for a method that is not named there, and whatever the method itself raises.
	"""
	arguments = frappe.parse_json(args or "{}")
	if not isinstance(arguments, dict):
		frappe.throw(_("Expected are arguments by name."))
	key = f"{doctype}.{method}" if doctype else method
	if key not in frappe.get_hooks("hub_previewed_calls"):
		raise frappe.PermissionError
	if doctype:
		# the method itself says who may call it, as it does when the button is pressed
		doc = get_hub_record(doctype, name, "read")
		return rehearse_call(lambda: getattr(doc, method)(**arguments))
	return rehearse_call(lambda: frappe.get_attr(method)(**arguments))


def rehearse_call(act: Callable[[], object]) -> dict:
	with rehearsing() as rehearsal:
		act()
	return describe(rehearsal)


def describe(rehearsal: Rehearsal) -> dict:
	"""Return the preview for a form (see `as_preview`), and as `when` the moment at which the mails leave the hub."""
	when = get_obstacle() or _("They leave within minutes.")
	return {**rehearsal.as_preview(), "when": when if rehearsal.mails else ""}


def get_writable(doctype: str | None, name: str | None) -> Document:
	"""Return a record of the hub that the user may change."""
	return get_hub_record(doctype, name, "write")


def get_hub_record(doctype: str | None, name: str | None, permission: str) -> Document:
	if not (isinstance(doctype, str) and doctype and name):
		frappe.throw(_("Expected is a record of the hub."))
	doc = frappe.get_doc(doctype, str(name))
	doc.check_permission(permission)
	if not is_hub_document(doc):
		raise frappe.PermissionError
	return doc


def try_out(act: Callable[[], object], doc: Document) -> tuple[Rehearsal, list[MissingField]]:
	"""Take an action and undo it; return what it would send, which is nothing when it is refused, and what it needs."""
	is_taken = False
	with rehearsing() as rehearsal, noting_missing() as missing:
		try:
			act()
			is_taken = not missing
		except (frappe.ValidationError, frappe.PermissionError):
			pass  # the action itself says so to whoever takes it
		except Exception:
			if not missing:
				raise
			# a value that is missing was needed further on
	frappe.clear_document_cache(doc.doctype, doc.name)
	return (rehearsal if is_taken else Rehearsal()), missing
