# SPDX-License-Identifier: GPL-3.0-only
"""For `frappe/model/sync.py`: sync the documents of every installed app."""

import frappe
from frappe.model import sync as engine
from frappe.patches import _patch_mode

__all__ = ["sync_all"]


def sync_all(force: int = 0, reset_permissions: bool = False) -> None:
	"""Bring DocTypes and standard documents of all installed apps into the database."""
	_patch_mode(True)
	for app in frappe.get_installed_apps():
		engine.sync_for(app, force, reset_permissions=reset_permissions)
	_patch_mode(False)
	frappe.clear_cache()
