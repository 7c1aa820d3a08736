# SPDX-License-Identifier: GPL-3.0-only
"""The file of an import on its way to the hub: in pieces, for that of a business register is larger than sites allow a request."""

import frappe
from frappe import _
from frappe.utils import cint

from planota_hub.files import pieces

IMPORT = "Register Import"
# thrice what the register of Slovenia has when it is packed
MOST = 100 * pieces.MEGABYTE


@frappe.whitelist(methods=["POST"])
def begin_upload(file_name: str, size: int) -> dict[str, str | int]:
	"""Begin to take the file of an import; see `pieces.begin`.

	Raises:
	        frappe.PermissionError: for somebody who may not make an import.
	        frappe.ValidationError: for a file that is empty or too large.
	"""
	frappe.has_permission(IMPORT, "create", throw=True)
	return pieces.begin(file_name, cint(size), MOST)


@frappe.whitelist(methods=["POST"])
def add_piece(upload: str, offset: int) -> dict[str, str] | None:
	"""Take the next piece, in the field `piece` of the request; return the file after the last one.

	Raises:
	        frappe.PermissionError: for somebody who may not make an import.
	        frappe.ValidationError: for a piece that does not follow.
	"""
	frappe.has_permission(IMPORT, "create", throw=True)
	piece = frappe.request.files.get("piece")
	if not piece:
		frappe.throw(_("File: please choose one."))
	file = pieces.add(upload, cint(offset), piece.stream)
	return {"name": file.name, "file_name": file.file_name, "file_url": file.file_url} if file else None
