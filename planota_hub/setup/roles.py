# SPDX-License-Identifier: GPL-3.0-only
"""Roles and role profiles of the hub. Their records lie in `fixtures/`, written by `setup.fixture_files`."""

import frappe

from planota_hub.setup.fixtures import get_brought

# role name -> may it open the Desk
ROLES = {
	"Hub Manager": True,
	"Hub Officer": True,
	"Hub Mentor": True,
	"Network Coordinator": True,
	"Hub Auditor": True,
	"NGO Representative": False,
}

ROLE_PROFILES = {
	"Hub Manager": ("Hub Manager", "Hub Officer", "Dashboard Manager", "Report Manager"),
	"Hub Officer": ("Hub Officer",),
	"Hub Mentor": ("Hub Mentor",),
	"Network Coordinator": ("Network Coordinator",),
	"Hub Auditor": ("Hub Auditor",),
}


def build_roles() -> list[dict]:
	return [
		{"doctype": "Role", "docstatus": 0, "name": role, "role_name": role, "desk_access": int(desk_access)}
		for role, desk_access in ROLES.items()
	]


def build_role_profiles() -> list[dict]:
	return [
		{
			"doctype": "Role Profile",
			"docstatus": 0,
			"name": profile,
			"role_profile": profile,
			"roles": [{"role": role} for role in roles],
		}
		for profile, roles in ROLE_PROFILES.items()
	]


def remove_role_profiles() -> None:
	"""Remove the hub's role profiles, and with them their place on the users that had them."""
	for profile_name in get_brought("Role Profile"):
		frappe.delete_doc(
			"Role Profile", profile_name, ignore_permissions=True, force=True, ignore_missing=True
		)


def remove_roles() -> None:
	"""Remove the hub's roles from every user and from the site."""
	for role_name in get_brought("Role"):
		frappe.db.delete("Has Role", {"role": role_name})
		frappe.db.delete("Custom DocPerm", {"role": role_name})
		frappe.delete_doc("Role", role_name, ignore_permissions=True, force=True, ignore_missing=True)
