# SPDX-License-Identifier: GPL-3.0-only
"""Who can be chosen as mentor, or as the one who answers for a plan or a request."""

import frappe
from frappe import _
from frappe.query_builder import DocType

from planota_hub.permissions import DESK_ROLES, get_roles
from planota_hub.rules.name_order import by_name

# enter something for which somebody has to be chosen
ENTERING_ROLES = (DESK_ROLES | {"System Manager"}) - {"Hub Auditor"}


@frappe.whitelist()
@frappe.validate_and_sanitize_search_inputs
def find_users_with_role(
	doctype: str, txt: str, searchfield: str, start: int, page_len: int, filters: dict
) -> list[tuple[str, str]]:
	"""Link query: the enabled users with one of the roles `filters["roles"]`, by name.

	Raises:
	        frappe.PermissionError: for everybody who enters nothing at the Desk.
	"""
	if not get_roles(frappe.session.user) & ENTERING_ROLES:
		frappe.throw(_("You may not choose people of the hub."), frappe.PermissionError)
	user, row = DocType("User"), DocType("Has Role")
	with_role = (
		frappe.qb.from_(row)
		.select(row.parent)
		.where((row.parenttype == "User") & row.role.isin(list(filters.get("roles") or [""])))
	)
	return (
		frappe.qb.from_(user)
		.select(user.name, user.full_name)
		.where((user.enabled == 1) & user.name.isin(with_role) & user.name.notin(["Administrator", "Guest"]))
		.where(user.full_name.like(f"%{txt}%") | user.name.like(f"%{txt}%"))
		.orderby(by_name(user.full_name), user.name)
		.limit(int(page_len))
		.offset(int(start))
		.run()
	)
