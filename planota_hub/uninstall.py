"""Removal: every room of `setup/` is emptied, in the reverse order of installation."""

from planota_hub.setup.roles import remove_role_profiles, remove_roles


def before_uninstall() -> None:
	"""Remove what the installation added outside the app's own DocTypes, while these still exist."""
	remove_role_profiles()


def after_uninstall() -> None:
	"""Remove what the permission rows of the DocTypes needed until these were gone."""
	remove_roles()
