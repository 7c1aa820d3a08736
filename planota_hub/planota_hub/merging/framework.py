# SPDX-License-Identifier: GPL-3.0-only
"""The framework's *Rename* with *Merge with existing*, all or nothing."""

import frappe
from frappe.model.rename_doc import update_document_title as framework_update_document_title
from frappe.utils import sbool

from planota_hub.planota_hub.merging.declarations import get_kinds


@frappe.whitelist()
def update_document_title(*, doctype: str, docname: str, enqueue: bool | str = False, **values) -> str:
	"""Rename a record; a merge is done at once.

	The framework would join rows now and move everything in the background: what fails there would be half merged.
	"""
	if sbool(values.get("merge")) and doctype in get_kinds():
		enqueue = False
	return framework_update_document_title(doctype=doctype, docname=docname, enqueue=enqueue, **values)
