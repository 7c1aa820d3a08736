# SPDX-License-Identifier: GPL-3.0-only
"""Whose support request it is, and who gives it to somebody else."""

from typing import TYPE_CHECKING

import frappe
from frappe import _
from frappe.desk.form import assign_to

from planota_hub.capacity_building.support.rules import is_mentor_only, validate_supporter
from planota_hub.capacity_building.support.targets import choose_responsible
from planota_hub.rules.text import field_label

if TYPE_CHECKING:
	from planota_hub.capacity_building.doctype.ngo_support_request.ngo_support_request import (
		NGOSupportRequest,
	)


def set_responsible(request: "NGOSupportRequest") -> None:
	"""Give a request to somebody who supports NGOs; a mentor passes none on."""
	user = frappe.session.user
	before = request.get_doc_before_save()
	if before and before.responsible != request.responsible and is_mentor_only(user):
		frappe.throw(
			_("{0}: only the staff of the hub give a request to somebody else.").format(
				field_label(request, "responsible")
			),
			frappe.PermissionError,
		)
	validate_supporter(request, "responsible")
	if not request.responsible:
		request.responsible = choose_responsible(request.category)


def reassign(request: "NGOSupportRequest") -> None:
	"""Take the assignment from whoever had it; the assignment rule gives it to who is responsible now."""
	before = request.get_doc_before_save()
	if before and before.responsible != request.responsible:
		assign_to.clear(request.doctype, request.name, ignore_permissions=True)
