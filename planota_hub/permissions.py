"""Who sees which record: one condition per DocType, used by list and form alike."""

import frappe

STAFF_ROLES = frozenset({"Hub Manager", "Hub Officer"})
DESK_ROLES = STAFF_ROLES | {"Hub Mentor", "Network Coordinator", "Hub Auditor"}


def has_app_permission() -> bool:
	"""Tell whether the current user finds the hub on the app screen."""
	return bool(get_roles(frappe.session.user) & (DESK_ROLES | {"System Manager"}))


def get_roles(user: str) -> set[str]:
	"""Return the roles of a user; Administrator has all of them."""
	return set(frappe.get_roles(user))
