"""Roles and role profiles of the hub."""

import frappe

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


def create_roles() -> None:
	"""Create the missing roles; a role that the permission rows made already gets its Desk access."""
	for role_name, desk_access in ROLES.items():
		if not frappe.db.exists("Role", role_name):
			frappe.get_doc(
				{"doctype": "Role", "role_name": role_name, "desk_access": int(desk_access)}
			).insert(ignore_permissions=True)
			continue
		role = frappe.get_doc("Role", role_name)
		if bool(role.desk_access) != desk_access:
			role.desk_access = int(desk_access)
			role.save(ignore_permissions=True)


def create_role_profiles() -> None:
	"""Create the missing role profiles; one that the site's administrator changed stays as it is."""
	for profile_name, role_names in ROLE_PROFILES.items():
		if frappe.db.exists("Role Profile", profile_name):
			continue
		profile = frappe.new_doc("Role Profile")
		profile.role_profile = profile_name
		profile.extend("roles", [{"role": role_name} for role_name in role_names])
		profile.insert(ignore_permissions=True)


def remove_role_profiles() -> None:
	"""Remove the hub's role profiles, and with them their place on the users that had them."""
	for profile_name in ROLE_PROFILES:
		frappe.delete_doc(
			"Role Profile", profile_name, ignore_permissions=True, force=True, ignore_missing=True
		)


def remove_roles() -> None:
	"""Remove the hub's roles from every user and from the site."""
	for role_name in ROLES:
		frappe.db.delete("Has Role", {"role": role_name})
		frappe.db.delete("Custom DocPerm", {"role": role_name})
		frappe.delete_doc("Role", role_name, ignore_permissions=True, force=True, ignore_missing=True)
