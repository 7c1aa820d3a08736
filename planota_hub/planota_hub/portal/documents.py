# SPDX-License-Identifier: GPL-3.0-only
"""Logo and documents of an NGO, which its representatives keep in the portal."""

import frappe
from frappe import _

from planota_hub.files.access import FILE, may_read
from planota_hub.files.uploads import PICTURES, hang_upload
from planota_hub.planota_hub.portal.confirmation import get_own
from planota_hub.planota_hub.portal.meanwhile import refuse_overwriting


def get_documents(ngo: str) -> list[frappe._dict]:
	"""Return the files of an NGO that the current user may read, the latest first; `is_own` ones they may take off."""
	files = frappe.get_all(
		FILE,
		{"attached_to_doctype": "NGO", "attached_to_name": ngo, "attached_to_field": ("is", "not set")},
		["name", "file_name", "file_url", "creation", "owner"],
		order_by="creation desc, name desc",
	)
	for file in files:
		file.is_own = file.owner == frappe.session.user
	return [file for file in files if may_read(frappe.get_doc(FILE, file.name))]


@frappe.whitelist(methods=["POST"])
def add_document(ngo: str) -> str:
	"""Keep the file of the request with the own NGO: its representatives and the hub's staff read it.

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.ValidationError: for a file that is not taken.
	"""
	file = hang_upload("NGO", get_own(ngo).name)
	return _("{0} is saved.").format(file.file_name)


@frappe.whitelist(methods=["POST"])
def remove_document(ngo: str, file: str) -> str:
	"""Delete a document that the user has added.

	Raises:
	        frappe.PermissionError: for a file of others.
	"""
	own = {document.name for document in get_documents(get_own(ngo).name) if document.is_own}
	if file not in own:
		frappe.throw(_("Only who has added a document can remove it."), frappe.PermissionError)
	frappe.delete_doc(FILE, file, ignore_permissions=True)
	return _("The document is removed.")


@frappe.whitelist(methods=["POST"])
def change_logo(ngo: str, hub_shown: str = "") -> str:
	"""Make the picture of the request the logo of the own NGO. It is public, as logos are.

	Args:
	        hub_shown: the logo that was shown (`describe_state`).

	Raises:
	        frappe.PermissionError: for an NGO that the user does not represent.
	        frappe.ValidationError: for a file that is no picture.
	        ChangedMeanwhileError: when somebody else has put in another one since.
	"""
	document = get_own(ngo)
	refuse_overwriting(document, ("logo",), hub_shown)
	document.logo = hang_upload("NGO", document.name, PICTURES, "logo", is_private=False).file_url
	document.save()
	return _("The logo is saved.")
