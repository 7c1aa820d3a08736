# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/utils/installed_apps.py`: answers for every app, not for the framework alone."""

import frappe

__all__ = ["get_setup_wizard_completed_apps", "get_setup_wizard_not_required_apps"]


def get_setup_wizard_completed_apps() -> list[str]:
	"""Apps whose setup is done: all installed ones, once the site's setup is complete."""
	return frappe.get_installed_apps() if frappe.is_setup_complete() else []


def get_setup_wizard_not_required_apps() -> list[str]:
	"""Apps that bring no setup wizard of their own, and so never wait for one."""
	return [
		app
		for app in frappe.get_installed_apps()
		if not frappe.get_hooks("setup_wizard_stages", app_name=app)
		and not frappe.get_hooks("setup_wizard_complete", app_name=app)
	]
