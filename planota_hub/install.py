"""Installation and migration: the order in which the rooms of `setup/` are filled."""

from planota_hub.setup.roles import create_role_profiles, create_roles
from planota_hub.version_guard import check_frappe_version


def before_install() -> None:
	"""Refuse a Frappe version that the app does not support."""
	check_frappe_version()


def after_install() -> None:
	"""Give a new site everything that the app needs besides its DocTypes."""
	create_required_records()


def before_migrate() -> None:
	"""Refuse to migrate on a Frappe version that the app does not support."""
	check_frappe_version()


def after_migrate() -> None:
	"""Bring back what a migrated site lacks; never touch what its administrator changed."""
	create_required_records()


def create_required_records() -> None:
	"""Create the records without which the app does not work, each only if it is missing."""
	create_roles()
	create_role_profiles()
